-- What became of mail over time: each hour of one or two days, each day of a few months, else each month, without a gap.
-- Parameters: none
-- Columns: hour is the start of an hour (unix seconds UTC), a day (YYYY-MM-DD) or a month (YYYY-MM) in the zone of reading; outcome is delivered, deferred, failed (bounced + expired) or refused (rejected + tempfailed); class is NULL of what was delivered, and of refusals; a step without mail is one row of NULLs; probes are left out
WITH RECURSIVE placed AS (
    SELECT s.outcome, s.n, b.hour, b.day
    FROM bucket_sum AS s
    CROSS JOIN bucket AS b ON b.id = s.bucket
),
mail AS MATERIALIZED (
    SELECT p.hour, p.day, p.n,
           CASE WHEN o.direction = 'in' THEN 'refused'
               WHEN o.outcome IN ('bounced', 'expired') THEN 'failed'
               ELSE o.outcome END AS outcome,
           CASE WHEN o.direction = 'out' THEN o.class END AS class
    FROM placed AS p
    CROSS JOIN outcome AS o ON o.id = p.outcome
    WHERE o.direction <> 'probe' AND o.outcome <> 'relayed'
),
span AS (
    SELECT min(hour) AS first_hour, max(hour) AS last_hour,
           min(day) AS first_day, max(day) AS last_day,
           CASE
               WHEN min(day) = max(day) THEN 'hour'
               WHEN max(hour) - min(hour) < 48 * 3600
                   AND count(DISTINCT hour) > count(DISTINCT day) THEN 'hour'
               WHEN julianday(max(day)) - julianday(min(day)) < 124 THEN 'day'
               ELSE 'month'
           END AS step
    FROM mail
    HAVING count(*) > 0
),
slot AS (
    SELECT step,
           CASE step WHEN 'hour' THEN first_hour WHEN 'day' THEN first_day
               ELSE substr(first_day, 1, 7) END AS at,
           CASE step WHEN 'hour' THEN last_hour WHEN 'day' THEN last_day
               ELSE substr(last_day, 1, 7) END AS last
    FROM span
    UNION ALL
    SELECT step,
           CASE step WHEN 'hour' THEN at + 3600
               WHEN 'day' THEN date(at, '+1 day')
               ELSE strftime('%Y-%m', at || '-01', '+1 month') END,
           last
    FROM slot
    WHERE at < last
    LIMIT 1200
),
summed AS (
    SELECT CASE span.step WHEN 'hour' THEN m.hour WHEN 'day' THEN m.day
               ELSE substr(m.day, 1, 7) END AS at,
           m.outcome, m.class, sum(m.n) AS n
    FROM mail AS m, span
    GROUP BY 1, 2, 3
)
SELECT slot.at AS hour, s.outcome, s.class, c.name_en, c.name_de, s.n
FROM slot
LEFT JOIN summed AS s ON s.at = slot.at
LEFT JOIN class AS c ON c.id = s.class
ORDER BY slot.at, s.outcome, s.class;
