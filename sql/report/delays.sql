-- Domains with the most deferred attempts, each with the class and the code that count most among them.
-- Parameters: :top (rows; NULL or 0: all)
WITH top AS MATERIALIZED (
    SELECT s.domain AS id, d.name AS domain, s.deferred, s.delivered
    FROM domain_sum AS s
    JOIN domain AS d ON d.id = s.domain
    WHERE s.deferred > 0
    ORDER BY s.deferred DESC, d.name
    LIMIT CASE WHEN :top > 0 THEN :top ELSE -1 END
),
by_code AS (
    SELECT t.*, o.code, o.dsn, o.class, o.explained_by, sum(s.n) AS n
    FROM top AS t
    CROSS JOIN selected AS s ON s.domain = t.id
    JOIN outcome AS o ON o.id = s.outcome
    WHERE o.direction = 'out' AND o.outcome = 'deferred'
    GROUP BY t.id, o.code, o.dsn, o.class, o.explained_by
),
by_class AS (
    SELECT *, sum(n) OVER (PARTITION BY id, class) AS class_n
    FROM by_code
),
ranked AS (
    SELECT *, row_number() OVER (
        PARTITION BY id ORDER BY class_n DESC, class, n DESC, code, dsn) AS place
    FROM by_class
)
SELECT r.domain, r.deferred, r.delivered,
       r.code, r.dsn, c.name_en, c.name_de, r.class,
       CASE WHEN k.id IS NULL OR k.id = 'unclassified'
           THEN nullif(trim(coalesce(r.code, '') || ' ' || coalesce(r.dsn, '') || ' ' || coalesce(c.name_en, '')), '')
           ELSE k.name_en END AS reason_en,
       CASE WHEN k.id IS NULL OR k.id = 'unclassified'
           THEN nullif(trim(coalesce(r.code, '') || ' ' || coalesce(r.dsn, '') || ' ' || coalesce(c.name_de, '')), '')
           ELSE k.name_de END AS reason_de
FROM ranked AS r
LEFT JOIN code AS c ON c.key = r.explained_by
LEFT JOIN class AS k ON k.id = r.class
WHERE r.place = 1
ORDER BY r.deferred DESC, r.domain;
