-- Refusals by this server, by reason.
-- Type: counter
-- Parameters: none
SELECT coalesce(o.class, 'unclassified') AS class, o.outcome,
       sum(s.n) AS value
FROM outcome_sum AS s
JOIN outcome AS o ON o.id = s.outcome
WHERE o.direction = 'in'
GROUP BY 1, 2
ORDER BY 1, 2;
