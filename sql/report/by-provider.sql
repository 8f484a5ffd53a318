-- Each provider, those with the most failures first.
-- Parameters: :top (rows; NULL or 0: all)
-- Columns: provider is NULL where none is known; failed is bounced + expired, rate is failed / (delivered + failed); probes are left out
WITH by_key AS (
    SELECT o.provider AS provider,
           sum(s.n * (o.outcome = 'delivered')) AS delivered,
           sum(s.n * (o.outcome = 'relayed')) AS relayed,
           sum(s.n * (o.outcome = 'deferred')) AS deferred,
           sum(s.n * (o.outcome = 'bounced')) AS bounced,
           sum(s.n * (o.outcome = 'expired')) AS expired,
           sum(s.n * (o.outcome = 'rejected')) AS rejected,
           sum(s.n * (o.outcome = 'tempfailed')) AS tempfailed
    FROM outcome_sum AS s
    JOIN outcome AS o ON o.id = s.outcome
    WHERE o.direction <> 'probe'
    GROUP BY 1
)
SELECT k.provider, p.name, p.kind, delivered, relayed, deferred, bounced, expired,
       bounced + expired AS failed,
       CAST(bounced + expired AS REAL)
           / nullif(delivered + bounced + expired, 0) AS rate,
       rejected, tempfailed
FROM by_key AS k
LEFT JOIN provider AS p ON p.id = k.provider
ORDER BY failed DESC, deferred DESC, delivered DESC, k.provider
LIMIT CASE WHEN :top > 0 THEN :top ELSE -1 END;
