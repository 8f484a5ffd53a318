-- Each day: how much was delivered, deferred, failed and refused.
-- Parameters: :since, :until (unix seconds; their days in UTC), :top (the last N days; default all)
-- Example: bouncestat sql daily-totals --since -30d
SELECT day,
       sum(n * (outcome = 'delivered')) AS delivered,
       sum(n * (outcome = 'deferred')) AS deferred,
       sum(n * (outcome = 'bounced')) AS bounced,
       sum(n * (outcome = 'expired')) AS expired,
       sum(n * (outcome = 'rejected')) AS rejected,
       sum(n * (outcome = 'tempfailed')) AS tempfailed
FROM daily
WHERE day >= coalesce(date(:since, 'unixepoch'), '')
    AND day < coalesce(date(:until, 'unixepoch'), 'A')
GROUP BY day
ORDER BY day DESC
LIMIT coalesce(:top, -1);
