-- A domain that took mail and began to refuse it.
-- Parameters: :since, :until (of the day reported, unix seconds UTC), :day (its date), :found (what was found before)
-- Said if: 20 recipients failed or more, half of those there, and five times as many as on any of the last 28 days; before it took 50 or more on 5 days or more, of which a tenth failed at most
WITH found AS MATERIALIZED (
    SELECT value ->> 'kind' AS kind, value ->> 'provider' AS provider, value ->> 'domain' AS domain
    FROM json_each(:found)
),
today AS MATERIALIZED (
    SELECT t.domain AS id, max(o.provider) AS provider,
           sum(t.n) AS "of", sum(t.n) FILTER (WHERE o.outcome <> 'delivered') AS failed
    FROM main.bucket AS b
    CROSS JOIN main.tally AS t ON t.bucket = b.id
    CROSS JOIN main.outcome AS o ON o.id = t.outcome
    WHERE b.hour >= :since AND b.hour < :until AND t.domain <> 0
        AND o.direction = 'out' AND o.outcome IN ('delivered', 'bounced', 'expired')
    GROUP BY t.domain
    HAVING failed >= 20 AND failed >= 0.5 * sum(t.n)
    ORDER BY failed DESC
    LIMIT 100
),
by_day AS (
    SELECT n.id, b.day,
           coalesce(sum(t.n) FILTER (WHERE o.outcome = 'delivered'), 0) AS delivered,
           coalesce(sum(t.n) FILTER (WHERE o.outcome <> 'delivered'), 0) AS failed
    FROM main.bucket AS b
    CROSS JOIN today AS n
    CROSS JOIN main.tally AS t ON t.bucket = b.id AND t.domain = n.id
    CROSS JOIN main.outcome AS o ON o.id = t.outcome
    WHERE b.hour >= :since - 29 * 86400 AND b.hour < :since AND b.day < :day
        AND o.direction = 'out' AND o.outcome IN ('delivered', 'bounced', 'expired')
    GROUP BY n.id, b.day
),
before AS (
    SELECT id, sum(delivered > 0) AS days, sum(delivered) AS delivered,
           sum(failed) AS failed, max(failed) AS most
    FROM by_day
    GROUP BY id
),
refusing AS (
    SELECT n.id, d.name AS domain, n.provider, n.failed, n."of", b.delivered, b.failed AS failed_before
    FROM today AS n
    JOIN before AS b ON b.id = n.id
    JOIN main.domain AS d ON d.id = n.id
    WHERE b.days >= 5 AND b.delivered >= 50 AND 9 * b.failed <= b.delivered
        AND n.failed >= 5 * b.most
        AND NOT EXISTS (SELECT 1 FROM found AS f WHERE f.domain = d.name OR f.domain IS NULL AND (f.provider = n.provider OR f.provider IS n.provider AND f.kind = 'block'))
),
by_class AS (
    SELECT r.*, o.class, sum(t.n) AS n,
           min(b.hour + t.first) AS first_seen, max(b.hour + t.last) AS last_seen
    FROM refusing AS r
    CROSS JOIN main.bucket AS b
    CROSS JOIN main.tally AS t ON t.bucket = b.id AND t.domain = r.id
    CROSS JOIN main.outcome AS o ON o.id = t.outcome
    WHERE b.hour >= :since AND b.hour < :until
        AND o.direction = 'out' AND o.outcome IN ('bounced', 'expired')
    GROUP BY r.id, o.class
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY id ORDER BY n DESC, class) AS place
    FROM by_class
)
SELECT 2 AS rank, 'refusing' AS kind, r.domain AS subject, r.provider, r.domain,
       r.class, k.name_en AS reason_en, k.name_de AS reason_de,
       k.advice_en, k.advice_de, r.first_seen, r.last_seen, r.failed AS count,
       r."of", CAST(r.failed AS REAL) / r."of" AS rate,
       CAST(r.failed_before AS REAL) / (r.delivered + r.failed_before) AS usual_high
FROM ranked AS r
LEFT JOIN class AS k ON k.id = r.class
WHERE r.place = 1
ORDER BY r.failed DESC, r.domain;
