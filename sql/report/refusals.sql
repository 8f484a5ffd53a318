-- Codes with which this server refused clients.
-- Parameters: :top (rows; NULL or 0: all)
WITH by_code AS (
    SELECT o.code, o.dsn, o.explained_by,
           sum(s.n) AS n,
           coalesce(sum(s.n) FILTER (WHERE o.outcome = 'rejected'), 0) AS rejected,
           coalesce(sum(s.n) FILTER (WHERE o.outcome = 'tempfailed'), 0) AS tempfailed,
           min(s.first_seen) AS first_seen,
           max(s.last_seen) AS last_seen
    FROM outcome_sum AS s
    JOIN outcome AS o ON o.id = s.outcome
    WHERE o.direction = 'in'
    GROUP BY o.code, o.dsn
    ORDER BY n DESC, o.code, o.dsn
    LIMIT CASE WHEN :top > 0 THEN :top ELSE -1 END
)
SELECT g.code, g.dsn, g.n, g.rejected, g.tempfailed,
       c.key, c.name_en, c.name_de, c.meaning_en, c.meaning_de,
       c.advice_en, c.advice_de, g.first_seen, g.last_seen
FROM by_code AS g
LEFT JOIN code AS c ON c.key = g.explained_by
ORDER BY g.n DESC, g.code, g.dsn;
