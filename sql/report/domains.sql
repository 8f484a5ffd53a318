-- Domains with the most failures, each with the code that counts most there: of failures or, if there were none, of deferrals.
-- Parameters: :top (rows; NULL or 0: all), :all (1: also domains without failure or deferral)
-- Columns: domain is NULL where the log names none (then there is no rate either); failed is bounced + expired, "of" is delivered + bounced + expired, rate is failed / of
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
    SELECT t.id, o.code, o.dsn,
           coalesce(o.explained_by, CASE o.outcome WHEN 'expired' THEN 'X.4.7' END) AS explained_by,
           o.outcome <> 'deferred' AS final, sum(s.n) AS n
    FROM top AS t
    CROSS JOIN selected AS s ON s.domain = t.id
    JOIN outcome AS o ON o.id = s.outcome
    WHERE o.direction = 'out' AND o.outcome IN ('deferred', 'bounced', 'expired')
    GROUP BY 1, 2, 3, 4, 5
),
ranked AS (
    SELECT *, row_number() OVER (
        PARTITION BY id ORDER BY final DESC, n DESC, code, dsn) AS place
    FROM by_code
)
SELECT t.domain, t.delivered, t.relayed, t.deferred, t.bounced, t.expired,
       t.failed, t.delivered + t.failed AS "of",
       CASE WHEN t.domain IS NOT NULL
           THEN CAST(t.failed AS REAL) / nullif(t.delivered + t.failed, 0) END AS rate,
       r.code, r.dsn, c.name_en, c.name_de, c.meaning_en, c.meaning_de
FROM top AS t
LEFT JOIN ranked AS r ON r.id = t.id AND r.place = 1
LEFT JOIN code AS c ON c.key = r.explained_by
ORDER BY t.failed DESC, t.deferred DESC, t.domain;
