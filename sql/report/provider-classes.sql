-- Failures and deferrals of each provider by reason, those with the most first.
-- Parameters: :top (providers; NULL or 0: all)
-- Columns: n is bounced + expired + deferred
WITH by_class AS (
    SELECT o.provider, o.class, sum(s.n) AS n
    FROM outcome_sum AS s
    JOIN outcome AS o ON o.id = s.outcome
    WHERE o.direction = 'out' AND o.provider IS NOT NULL AND o.class IS NOT NULL
        AND o.outcome IN ('deferred', 'bounced', 'expired')
    GROUP BY o.provider, o.class
),
top AS (
    SELECT provider, sum(n) AS total
    FROM by_class
    GROUP BY provider
    ORDER BY total DESC, provider
    LIMIT CASE WHEN :top > 0 THEN :top ELSE -1 END
)
SELECT g.provider, p.name, g.class, c.name_en AS reason_en,
       c.name_de AS reason_de, g.n
FROM top AS t
JOIN by_class AS g ON g.provider = t.provider
LEFT JOIN provider AS p ON p.id = g.provider
LEFT JOIN class AS c ON c.id = g.class
ORDER BY t.total DESC, g.provider, g.n DESC, g.class;
