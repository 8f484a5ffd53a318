-- Domains with the most failures.
-- Parameters: :since, :until (unix seconds), :top (rows; default 20)
-- Example: bouncestat sql failing-domains --since -7d --top 10
WITH summed AS (
    SELECT domain, delivered, deferred, bounced, expired
    FROM domains
    WHERE :since IS NULL AND :until IS NULL
    UNION ALL
    SELECT domain,
           sum(n * (outcome = 'delivered')), sum(n * (outcome = 'deferred')),
           sum(n * (outcome = 'bounced')), sum(n * (outcome = 'expired'))
    FROM counts
    WHERE (:since IS NOT NULL OR :until IS NOT NULL)
        AND hour >= coalesce(:since, 0)
        AND hour < coalesce(:until, 9223372036854775807)
        AND direction = 'out'
    GROUP BY domain
)
SELECT domain, bounced + expired AS failed, delivered, deferred,
       round(100.0 * (bounced + expired)
           / (delivered + bounced + expired), 1) AS failed_percent
FROM summed
WHERE bounced + expired > 0
ORDER BY failed DESC, domain
LIMIT coalesce(:top, 20);
