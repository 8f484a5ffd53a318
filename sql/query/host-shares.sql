-- The share of failures by host and mail program.
-- Parameters: :since, :until (unix seconds)
-- Example: bouncestat sql host-shares --since yesterday --until today
WITH summed AS (
    SELECT host, mta,
           sum(n * (outcome = 'delivered')) AS delivered,
           sum(n * (outcome = 'deferred')) AS deferred,
           sum(n * (outcome IN ('bounced', 'expired'))) AS failed
    FROM hourly
    WHERE direction = 'out'
        AND hour >= coalesce(:since, 0)
        AND hour < coalesce(:until, 9223372036854775807)
    GROUP BY host, mta
)
SELECT host, mta, delivered, deferred, failed,
       round(100.0 * failed / nullif(delivered + failed, 0), 1) AS failed_percent
FROM summed
ORDER BY failed DESC, host, mta;
