-- Why this server refused clients: each class, those with the most refusals first.
-- Parameters: :top (rows; NULL or 0: all)
-- Columns: severity is the usual one of the class; class is NULL where no rule knows the reply
WITH by_class AS (
    SELECT o.class,
           sum(s.n) AS n,
           coalesce(sum(s.n) FILTER (WHERE o.outcome = 'rejected'), 0) AS rejected,
           coalesce(sum(s.n) FILTER (WHERE o.outcome = 'tempfailed'), 0) AS tempfailed,
           min(s.first_seen) AS first_seen,
           max(s.last_seen) AS last_seen
    FROM outcome_sum AS s
    JOIN outcome AS o ON o.id = s.outcome
    WHERE o.direction = 'in'
    GROUP BY o.class
)
SELECT g.class, c.severity, g.n, g.rejected, g.tempfailed,
       c.name_en, c.name_de, c.meaning_en, c.meaning_de,
       g.first_seen, g.last_seen
FROM by_class AS g
LEFT JOIN class AS c ON c.id = g.class
ORDER BY g.n DESC, g.class
LIMIT CASE WHEN :top > 0 THEN :top ELSE -1 END;
