-- Deliveries by provider; failures has the rest.
-- Type: counter
-- Parameters: none
SELECT coalesce(o.provider, 'other') AS provider, sum(s.n) AS value
FROM outcome_sum AS s
JOIN outcome AS o ON o.id = s.outcome
WHERE o.direction = 'out' AND o.outcome = 'delivered'
GROUP BY 1
ORDER BY 1;
