-- Each day, in the zone of reading.
-- Parameters: none
-- Columns: failed is bounced + expired, rate is failed / (delivered + failed); probes are left out
WITH by_bucket AS ( -- in the order of the rows: nothing is sorted
    SELECT s.bucket,
           sum(s.n * (o.outcome = 'delivered')) AS delivered,
           sum(s.n * (o.outcome = 'relayed')) AS relayed,
           sum(s.n * (o.outcome = 'deferred')) AS deferred,
           sum(s.n * (o.outcome = 'bounced')) AS bounced,
           sum(s.n * (o.outcome = 'expired')) AS expired,
           sum(s.n * (o.outcome = 'rejected')) AS rejected,
           sum(s.n * (o.outcome = 'tempfailed')) AS tempfailed
    FROM bucket_sum AS s
    CROSS JOIN outcome AS o ON o.id = s.outcome
    WHERE o.direction <> 'probe'
    GROUP BY s.bucket
),
by_key AS (
    SELECT b.day AS day,
           sum(s.delivered) AS delivered,
           sum(s.relayed) AS relayed,
           sum(s.deferred) AS deferred,
           sum(s.bounced) AS bounced,
           sum(s.expired) AS expired,
           sum(s.rejected) AS rejected,
           sum(s.tempfailed) AS tempfailed
    FROM by_bucket AS s
    CROSS JOIN bucket AS b ON b.id = s.bucket
    GROUP BY 1
)
SELECT day, delivered, relayed, deferred, bounced, expired,
       bounced + expired AS failed,
       CAST(bounced + expired AS REAL)
           / nullif(delivered + bounced + expired, 0) AS rate,
       rejected, tempfailed
FROM by_key
ORDER BY day;
