-- A domain defers more than usual.
-- Parameters: :since, :until (of the day reported, unix seconds UTC), :day (its date), :found (what was found before)
-- Said if: 100 attempts or more were made, 100 more than usual were deferred, three tenths of all at least, the rate is twice what it was on any day to compare with, and further from their median than 8 standard deviations: of the days (from the MAD of 28 days; half of the median and 1 % at least) and of chance (ten times the binomial variance). The days to compare with are the same weekday in the last four weeks or, if fewer than three are known, all of 28 days, seven at least; a day counts if it had 20 attempts or more there. Looks at the 100 domains with the most deferrals. Not if deferrals pile up over all or at its provider
WITH found AS MATERIALIZED (
    SELECT value ->> 'kind' AS kind, value ->> 'provider' AS provider, value ->> 'domain' AS domain
    FROM json_each(:found)
),
candidates AS MATERIALIZED (
    SELECT t.domain AS id, max(o.provider) AS provider, sum(t.n) AS n
    FROM main.bucket AS b
    CROSS JOIN main.tally AS t ON t.bucket = b.id
    CROSS JOIN main.outcome AS o ON o.id = t.outcome
    WHERE b.hour >= :since AND b.hour < :until AND t.domain <> 0
        AND o.direction = 'out' AND o.outcome = 'deferred'
    GROUP BY t.domain
    HAVING sum(t.n) >= 100
    ORDER BY n DESC
    LIMIT 100
),
today AS MATERIALIZED (
    SELECT c.id, c.provider, d.name
    FROM candidates AS c
    CROSS JOIN main.domain AS d ON d.id = c.id
    WHERE NOT EXISTS (SELECT 1 FROM found AS f WHERE f.kind = 'backlog' OR f.domain = d.name OR f.domain IS NULL AND (f.provider = c.provider OR f.provider IS c.provider AND f.kind = 'block'))
),
by_day AS MATERIALIZED (
    SELECT n.id AS subject, CASE WHEN b.hour >= :since THEN :day ELSE b.day END AS day,
           coalesce(sum(t.n) FILTER (WHERE o.outcome = 'deferred'), 0) AS failed, sum(t.n) AS "of"
    FROM main.bucket AS b
    CROSS JOIN today AS n
    CROSS JOIN main.tally AS t ON t.bucket = b.id AND t.domain = n.id
    CROSS JOIN main.outcome AS o ON o.id = t.outcome
    WHERE b.hour >= :since - 29 * 86400 AND b.hour < :until
        AND (b.hour >= :since OR b.day < :day)
        AND o.direction = 'out' AND o.outcome IN ('delivered', 'deferred', 'bounced', 'expired')
    GROUP BY 1, 2
),
-- Insert: sql/part/usual.sql
judged AS (
    SELECT n.subject, n.failed, n."of", CAST(n.failed AS REAL) / n."of" AS rate,
           c.rate AS usual, c.low, c.high, max(s.off, 0.5 * c.rate, 0.01) AS off
    FROM by_day AS n
    JOIN centre AS c ON c.subject = n.subject
    JOIN spread AS s ON s.subject = n.subject
    WHERE n.day = :day
),
unusual AS (
    SELECT *
    FROM judged
    WHERE "of" >= 100 AND failed - usual * "of" >= 100
        AND rate >= 2 * high AND rate >= 0.3
        AND (rate - usual) * (rate - usual)
            > 64 * (off * off + 10 * (usual + 0.005) * (1 - usual) / "of")
),
by_class AS (
    SELECT u.subject, o.class, sum(t.n) AS n
    FROM unusual AS u
    CROSS JOIN main.bucket AS b
    CROSS JOIN main.tally AS t ON t.bucket = b.id AND t.domain = u.subject
    CROSS JOIN main.outcome AS o ON o.id = t.outcome
    WHERE b.hour >= :since AND b.hour < :until
        AND o.direction = 'out' AND o.outcome = 'deferred'
    GROUP BY u.subject, o.class
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY subject ORDER BY n DESC, class) AS place
    FROM by_class
)
SELECT 3 AS rank, 'deferring' AS kind, n.name AS subject, n.provider,
       n.name AS domain, r.class, k.name_en AS reason_en, k.name_de AS reason_de,
       k.advice_en, k.advice_de, u.failed AS count, u."of", u.rate,
       u.low AS usual_low, u.high AS usual_high
FROM unusual AS u
JOIN today AS n ON n.id = u.subject
LEFT JOIN ranked AS r ON r.subject = u.subject AND r.place = 1
LEFT JOIN class AS k ON k.id = r.class
ORDER BY u.failed DESC, n.name;
