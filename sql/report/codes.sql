-- Codes of failed and deferred deliveries. What expired without a code is explained as that.
-- Parameters: :top (rows; NULL or 0: all)
WITH by_code AS (
    SELECT o.code, o.dsn,
           coalesce(o.explained_by, CASE o.outcome WHEN 'expired' THEN 'X.4.7' END) AS explained_by,
           sum(s.n) AS n,
           coalesce(sum(s.n) FILTER (WHERE o.outcome = 'deferred'), 0) AS deferred,
           coalesce(sum(s.n) FILTER (WHERE o.outcome = 'bounced'), 0) AS bounced,
           coalesce(sum(s.n) FILTER (WHERE o.outcome = 'expired'), 0) AS expired,
           min(s.first_seen) AS first_seen,
           max(s.last_seen) AS last_seen
    FROM outcome_sum AS s
    JOIN outcome AS o ON o.id = s.outcome
    WHERE o.direction = 'out' AND o.outcome IN ('deferred', 'bounced', 'expired')
    GROUP BY 1, 2, 3
    ORDER BY n DESC, o.code, o.dsn
    LIMIT CASE WHEN :top > 0 THEN :top ELSE -1 END
)
SELECT g.code, g.dsn, g.n, g.bounced + g.expired AS failed, g.deferred, g.bounced,
       g.expired,
       c.key, c.name_en, c.name_de, c.meaning_en, c.meaning_de,
       c.advice_en, c.advice_de, g.first_seen, g.last_seen
FROM by_code AS g
LEFT JOIN code AS c ON c.key = g.explained_by
ORDER BY g.n DESC, g.code, g.dsn;
