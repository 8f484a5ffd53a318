-- Attempts that bounced, expired or were deferred, by provider and reason.
-- Type: counter
-- Parameters: none
SELECT coalesce(o.provider, 'other') AS provider,
       coalesce(o.class, 'unclassified') AS class, o.outcome,
       sum(s.n) AS value
FROM outcome_sum AS s
JOIN outcome AS o ON o.id = s.outcome
WHERE o.direction = 'out' AND o.outcome IN ('bounced', 'expired', 'deferred')
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3;
