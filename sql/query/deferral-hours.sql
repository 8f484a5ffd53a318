-- Hours with the most deferrals, and the code that came most.
-- Parameters: :since, :until (unix seconds), :domain, :top (rows; default 20)
-- Example: bouncestat sql deferral-hours --since -30d --domain example.org
WITH by_code AS (
    SELECT hour, code, dsn, sum(n) AS n
    FROM hourly
    WHERE :domain IS NULL
        AND outcome = 'deferred'
        AND direction = 'out'
        AND hour >= coalesce(:since, 0)
        AND hour < coalesce(:until, 9223372036854775807)
    GROUP BY hour, code, dsn
    UNION ALL
    SELECT hour, code, dsn, sum(n) AS n
    FROM counts
    WHERE domain = :domain
        AND outcome = 'deferred'
        AND direction = 'out'
        AND hour >= coalesce(:since, 0)
        AND hour < coalesce(:until, 9223372036854775807)
    GROUP BY hour, code, dsn
),
by_hour AS (
    SELECT hour, sum(n) AS deferred, max(n) AS most, code, dsn
    FROM by_code
    GROUP BY hour
)
SELECT datetime(hour, 'unixepoch') AS hour, deferred, most, code, dsn
FROM by_hour
ORDER BY deferred DESC, by_hour.hour
LIMIT coalesce(:top, 20);
