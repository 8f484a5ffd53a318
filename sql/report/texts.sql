-- The most frequent replies of failures and deferrals, without names and numbers, by provider or, where none is known, by domain.
-- Parameters: :top (rows; NULL or 0: all)
-- Columns: failed is bounced + expired; text is NULL for those of which the text was not kept; severity is the usual one of the class
-- So many domains have a reply that failed at least that often: domains with fewer failures in all need not be looked at.
WITH failing AS MATERIALIZED (
    SELECT s.domain, sum(s.n) AS n, max(s.n) AS most
    FROM selected AS s
    WHERE s.outcome IN (
        SELECT id
        FROM outcome
        WHERE direction = 'out' AND text IS NOT NULL AND provider IS NULL
            AND outcome IN ('bounced', 'expired'))
    GROUP BY s.domain
),
least AS MATERIALIZED (
    SELECT most AS n
    FROM failing
    ORDER BY 1 DESC
    LIMIT :top > 0 OFFSET max(coalesce(:top, 1), 1) - 1
),
listed AS (
    SELECT f.domain
    FROM failing AS f
    WHERE f.n >= (SELECT n FROM least)
    UNION ALL
    SELECT d.domain
    FROM (SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM least))
    CROSS JOIN domain_sum AS d
    WHERE d.bounced + d.expired + d.deferred > 0
),
by_text AS (
    SELECT o.provider, NULL AS domain, o.class, o.text,
           sum(s.n * (o.outcome <> 'deferred')) AS failed,
           sum(s.n * (o.outcome = 'deferred')) AS deferred,
           min(s.first_seen) AS first_seen, max(s.last_seen) AS last_seen
    FROM outcome_sum AS s
    JOIN outcome AS o ON o.id = s.outcome
    WHERE o.direction = 'out' AND o.text IS NOT NULL
        AND o.provider IS NOT NULL
        AND o.outcome IN ('deferred', 'bounced', 'expired')
    GROUP BY o.provider, o.class, o.text
    UNION ALL
    SELECT NULL, s.domain, o.class, o.text,
           sum(s.n * (o.outcome <> 'deferred')),
           sum(s.n * (o.outcome = 'deferred')),
           min(s.first_seen), max(s.last_seen)
    FROM selected AS s
    CROSS JOIN outcome AS o ON o.id = s.outcome
    WHERE s.domain IN (SELECT domain FROM listed)
        AND o.direction = 'out' AND o.text IS NOT NULL AND o.provider IS NULL
        AND o.outcome IN ('deferred', 'bounced', 'expired')
    GROUP BY s.domain, o.class, o.text
)
SELECT coalesce(p.name, g.provider, d.name) AS place,
       g.provider, d.name AS domain, g.class, c.severity, r.text,
       g.failed + g.deferred AS n, g.failed, g.deferred,
       c.name_en AS reason_en, c.name_de AS reason_de,
       g.first_seen, g.last_seen
FROM by_text AS g
JOIN reply AS r ON r.id = g.text
LEFT JOIN domain AS d ON d.id = g.domain
LEFT JOIN provider AS p ON p.id = g.provider
LEFT JOIN class AS c ON c.id = g.class
ORDER BY failed DESC, g.deferred DESC, place, r.text, g.class
LIMIT CASE WHEN :top > 0 THEN :top ELSE -1 END;
