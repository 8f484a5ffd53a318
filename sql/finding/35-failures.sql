-- More mail than usual failed over all.
-- Parameters: :since, :until (of the day reported, unix seconds UTC), :day (its date), :found (what was found before)
-- Said if: 50 recipients or more were decided, 20 more than usual failed, the rate is half as much again as on any day to compare with, and further from their median than 8 standard deviations: of the days (from the MAD of 28 days; 15 % of the median and 0.2 % at least) and of chance (twice the binomial variance). The days to compare with are the same weekday in the last four weeks or, if fewer than three are known, all of 28 days, seven at least; a day counts if it had 20 recipients or more. Providers and domains found before are left out; and two parts (providers, or domains without one) account for 85 % of what is more at most
-- The + keeps SQLite from beginning with the outcomes: the hours are fewer.
WITH found AS MATERIALIZED (
    SELECT value ->> 'kind' AS kind, value ->> 'provider' AS provider, value ->> 'domain' AS domain
    FROM json_each(:found)
),
-- Providers, and domains without one.
parts AS MATERIALIZED (
    SELECT coalesce(o.provider, t.domain) AS part,
           coalesce(sum(t.n) FILTER (WHERE o.outcome IN ('bounced', 'expired')), 0) AS failed, sum(t.n) AS "of"
    FROM main.bucket AS b
    CROSS JOIN main.tally AS t ON t.bucket = b.id
    CROSS JOIN main.outcome AS o ON o.id = t.outcome
    CROSS JOIN main.domain AS d ON d.id = t.domain
    WHERE b.hour >= :since AND b.hour < :until
        AND o.direction = 'out' AND o.outcome IN ('delivered', 'bounced', 'expired')
        AND NOT EXISTS (SELECT 1 FROM found AS f WHERE f.domain = d.name OR f.domain IS NULL AND f.provider IS o.provider AND f.kind = 'block')
    GROUP BY 1
),
by_day AS MATERIALIZED (
    SELECT '' AS subject, day, coalesce(sum(n) FILTER (WHERE outcome IN ('bounced', 'expired')), 0) AS failed, sum(n) AS "of"
    FROM hourly
    WHERE hour >= :since - 29 * 86400 AND hour < :since AND day < :day
        AND +direction = 'out' AND outcome IN ('delivered', 'bounced', 'expired')
        AND NOT EXISTS (SELECT 1 FROM found AS f WHERE f.domain IS NULL AND f.provider IS hourly.provider AND f.kind = 'block')
    GROUP BY day
    UNION ALL
    SELECT '', :day, sum(failed), sum("of")
    FROM parts
    HAVING sum("of") > 0
),
-- Insert: sql/part/usual.sql
judged AS (
    SELECT n.subject, n.failed, n."of", CAST(n.failed AS REAL) / n."of" AS rate,
           c.rate AS usual, c.low, c.high, max(s.off, 0.15 * c.rate, 0.002) AS off,
           (SELECT sum(more) FROM (
               SELECT p.failed - c.rate * p."of" AS more
               FROM parts AS p
               ORDER BY more DESC
               LIMIT 2)) AS largest
    FROM by_day AS n
    JOIN centre AS c ON c.subject = n.subject
    JOIN spread AS s ON s.subject = n.subject
    WHERE n.day = :day
),
unusual AS (
    SELECT *
    FROM judged
    WHERE "of" >= 50 AND failed - usual * "of" >= 20
        AND rate >= 1.5 * high
        AND (rate - usual) * (rate - usual)
            > 64 * (off * off + 2 * (usual + 0.005) * (1 - usual) / "of")
        AND largest <= 0.85 * (failed - usual * "of")
),
by_class AS (
    SELECT u.subject, o.class, sum(t.n) AS n
    FROM unusual AS u
    CROSS JOIN main.bucket AS b
    CROSS JOIN main.bucket_sum AS t ON t.bucket = b.id
    CROSS JOIN main.outcome AS o ON o.id = t.outcome
    WHERE b.hour >= :since AND b.hour < :until
        AND o.direction = 'out' AND o.outcome IN ('bounced', 'expired')
        AND NOT EXISTS (SELECT 1 FROM found AS f WHERE f.domain IS NULL AND f.provider IS o.provider AND f.kind = 'block')
    GROUP BY u.subject, o.class
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY subject ORDER BY n DESC, class) AS place
    FROM by_class
)
SELECT 2 AS rank, 'failures' AS kind, r.class, k.name_en AS reason_en, k.name_de AS reason_de,
       k.advice_en, k.advice_de, u.failed AS count, u."of", u.rate,
       u.low AS usual_low, u.high AS usual_high
FROM unusual AS u
LEFT JOIN ranked AS r ON r.subject = u.subject AND r.place = 1
LEFT JOIN class AS k ON k.id = r.class;
