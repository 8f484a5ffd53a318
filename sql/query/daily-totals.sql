-- Each day: how much was delivered, deferred, failed and refused.
-- Parameters: :since, :until (unix seconds), :top (the last N days; default all)
-- Example: bouncestat sql daily-totals --since -30d
WITH by_hour AS (
    SELECT hour, day,
           sum(n * (outcome = 'delivered')) AS delivered,
           sum(n * (outcome = 'deferred')) AS deferred,
           sum(n * (outcome = 'bounced')) AS bounced,
           sum(n * (outcome = 'expired')) AS expired,
           sum(n * (outcome = 'rejected')) AS rejected,
           sum(n * (outcome = 'tempfailed')) AS tempfailed
    FROM hourly
    WHERE direction <> 'probe'
        AND hour >= coalesce(:since, 0)
        AND hour < coalesce(:until, 9223372036854775807)
    GROUP BY hour, day
)
SELECT day,
       sum(delivered) AS delivered,
       sum(deferred) AS deferred,
       sum(bounced) AS bounced,
       sum(expired) AS expired,
       sum(rejected) AS rejected,
       sum(tempfailed) AS tempfailed
FROM by_hour
GROUP BY day
ORDER BY day DESC
LIMIT coalesce(:top, -1);
