-- Metrics: how many attempts failed or were put off for each reason.
-- Parameters: none
-- Columns: name, value, base (the attempts), unit
WITH attempts AS (
    SELECT coalesce(sum(s.n), 0) AS n
    FROM outcome_sum AS s
    JOIN outcome AS o ON o.id = s.outcome
    WHERE o.direction = 'out' AND o.outcome IN ('delivered', 'deferred', 'bounced', 'expired')
),
by_class AS (
    SELECT o.class, sum(s.n) AS n
    FROM outcome_sum AS s
    JOIN outcome AS o ON o.id = s.outcome
    WHERE o.direction = 'out' AND o.outcome IN ('deferred', 'bounced', 'expired')
    GROUP BY o.class
)
SELECT 'class:' || k.id AS name, coalesce(c.n, 0) AS value, a.n AS base,
       'number' AS unit
FROM class AS k
CROSS JOIN attempts AS a
LEFT JOIN by_class AS c ON c.class = k.id
ORDER BY k.id;
