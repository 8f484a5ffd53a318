-- One domain, day by day.
-- Parameters: :domain (needed), :since, :until (unix seconds)
-- Example: bouncestat sql domain-days --domain example.org
SELECT day,
       sum(n * (outcome = 'delivered')) AS delivered,
       sum(n * (outcome = 'deferred')) AS deferred,
       sum(n * (outcome = 'bounced')) AS bounced,
       sum(n * (outcome = 'expired')) AS expired
FROM counts
WHERE domain = :domain
    AND direction = 'out'
    AND hour >= coalesce(:since, 0)
    AND hour < coalesce(:until, 9223372036854775807)
GROUP BY day
ORDER BY day;
