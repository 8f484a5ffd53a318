-- Each reason of failures, deferrals and refusals, those with the most failures first.
-- Parameters: :top (rows; NULL or 0: all)
-- Columns: failed is bounced + expired; probes are left out
WITH by_key AS (
    SELECT o.class AS class,
           sum(s.n * (o.outcome = 'deferred')) AS deferred,
           sum(s.n * (o.outcome = 'bounced')) AS bounced,
           sum(s.n * (o.outcome = 'expired')) AS expired,
           sum(s.n * (o.outcome = 'rejected')) AS rejected,
           sum(s.n * (o.outcome = 'tempfailed')) AS tempfailed
    FROM outcome_sum AS s
    JOIN outcome AS o ON o.id = s.outcome
    WHERE o.direction <> 'probe' AND o.class IS NOT NULL
    GROUP BY 1
)
SELECT k.class, c.severity, c.name_en, c.name_de, deferred, bounced, expired,
       bounced + expired AS failed, rejected, tempfailed
FROM by_key AS k
LEFT JOIN class AS c ON c.id = k.class
ORDER BY failed DESC, deferred DESC, rejected + tempfailed DESC, k.class
LIMIT CASE WHEN :top > 0 THEN :top ELSE -1 END;
