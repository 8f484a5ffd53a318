-- Domains with the most failures, each with the class and the code that count most there: of failures or, if there were none, of deferrals.
-- Parameters: :top (rows; NULL or 0: all), :all (1: also domains without failure or deferral)
-- Columns: domain is NULL where the log names none (then there is no rate either); failed is bounced + expired, "of" is delivered + bounced + expired, rate is failed / of; reason is the name of the class or, if there is none, what the code says
WITH top AS MATERIALIZED (
    SELECT s.domain AS id, d.name AS domain, s.delivered, s.relayed,
           s.deferred, s.bounced, s.expired, s.bounced + s.expired AS failed
    FROM domain_sum AS s
    JOIN domain AS d ON d.id = s.domain
    WHERE :all OR s.bounced + s.expired + s.deferred > 0
    ORDER BY failed DESC, s.deferred DESC, d.name
    LIMIT CASE WHEN :top > 0 THEN :top ELSE -1 END
),
by_code AS (
    SELECT t.*, o.code, o.dsn, o.class,
           coalesce(o.explained_by, CASE o.outcome WHEN 'expired' THEN 'X.4.7' END) AS explained_by,
           CASE WHEN o.id IS NULL THEN 0 WHEN o.outcome = 'deferred' THEN 1 ELSE 2 END AS weight,
           sum(s.n) AS n
    FROM top AS t
    CROSS JOIN selected AS s ON s.domain = t.id
    LEFT JOIN outcome AS o ON o.id = s.outcome AND o.direction = 'out'
        AND o.outcome IN ('deferred', 'bounced', 'expired')
    GROUP BY t.id, o.code, o.dsn, o.class, 12, 13
),
by_class AS (
    SELECT *, sum(n) OVER (PARTITION BY id, weight, class) AS class_n
    FROM by_code
),
ranked AS (
    SELECT *, row_number() OVER (
        PARTITION BY id
        ORDER BY weight DESC, class_n DESC, class, n DESC, code, dsn) AS place
    FROM by_class
)
SELECT r.domain, r.delivered, r.relayed, r.deferred, r.bounced, r.expired,
       r.failed, r.delivered + r.failed AS "of",
       CASE WHEN r.domain IS NOT NULL
           THEN CAST(r.failed AS REAL) / nullif(r.delivered + r.failed, 0) END AS rate,
       r.code, r.dsn, c.name_en, c.name_de, c.meaning_en, c.meaning_de,
       r.class,
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
ORDER BY r.failed DESC, r.deferred DESC, r.domain;
