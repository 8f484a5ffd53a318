-- Why mail failed or was deferred: each class, those with the most failures first.
-- Parameters: :top (rows; NULL or 0: all)
-- Columns: severity is the usual one of the class; failed is bounced + expired
WITH by_class AS (
    SELECT o.class,
           sum(s.n) AS n,
           coalesce(sum(s.n) FILTER (WHERE o.outcome = 'deferred'), 0) AS deferred,
           coalesce(sum(s.n) FILTER (WHERE o.outcome = 'bounced'), 0) AS bounced,
           coalesce(sum(s.n) FILTER (WHERE o.outcome = 'expired'), 0) AS expired,
           min(s.first_seen) AS first_seen,
           max(s.last_seen) AS last_seen
    FROM outcome_sum AS s
    JOIN outcome AS o ON o.id = s.outcome
    WHERE o.direction = 'out' AND o.class IS NOT NULL
        AND o.outcome IN ('deferred', 'bounced', 'expired')
    GROUP BY o.class
)
SELECT g.class, c.severity, g.n, g.bounced + g.expired AS failed, g.deferred,
       g.bounced, g.expired,
       g.class AS key, c.blame, c.name_en, c.name_de, c.meaning_en, c.meaning_de,
       c.advice_en, c.advice_de, g.first_seen, g.last_seen
FROM by_class AS g
LEFT JOIN class AS c ON c.id = g.class
ORDER BY failed DESC, g.deferred DESC, g.class
LIMIT CASE WHEN :top > 0 THEN :top ELSE -1 END;
