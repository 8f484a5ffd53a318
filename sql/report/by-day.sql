-- Each day, in the zone of reading.
-- Parameters: none
-- Columns: failed is bounced + expired, rate is failed / (delivered + failed); probes are left out
WITH by_key AS (
    SELECT b.day AS day,
           sum(s.n * (o.outcome = 'delivered')) AS delivered,
           sum(s.n * (o.outcome = 'relayed')) AS relayed,
           sum(s.n * (o.outcome = 'deferred')) AS deferred,
           sum(s.n * (o.outcome = 'bounced')) AS bounced,
           sum(s.n * (o.outcome = 'expired')) AS expired,
           sum(s.n * (o.outcome = 'rejected')) AS rejected,
           sum(s.n * (o.outcome = 'tempfailed')) AS tempfailed
    FROM bucket_sum AS s
    CROSS JOIN bucket AS b ON b.id = s.bucket -- keeps the order of the join
    CROSS JOIN outcome AS o ON o.id = s.outcome
    WHERE o.direction <> 'probe'
    GROUP BY 1
)
SELECT day, delivered, relayed, deferred, bounced, expired,
       bounced + expired AS failed,
       CAST(bounced + expired AS REAL)
           / nullif(delivered + bounced + expired, 0) AS rate,
       rejected, tempfailed
FROM by_key
ORDER BY day;
