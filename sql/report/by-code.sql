-- Each pair of basic and enhanced code, those with the most events first.
-- Parameters: :top (rows; NULL or 0: all)
-- Columns: code is both codes, NULL where the log has none; failed is bounced + expired, rate is failed / (delivered + failed); probes are left out
WITH by_key AS (
    SELECT nullif(trim(coalesce(o.code, '') || ' ' || coalesce(o.dsn, '')), '') AS code,
           sum(s.n) AS n,
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
SELECT code, delivered, relayed, deferred, bounced, expired,
       bounced + expired AS failed,
       CAST(bounced + expired AS REAL)
           / nullif(delivered + bounced + expired, 0) AS rate,
       rejected, tempfailed
FROM by_key
ORDER BY n DESC, code
LIMIT CASE WHEN :top > 0 THEN :top ELSE -1 END;
