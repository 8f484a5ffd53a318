-- Providers with failures or deferrals, each with the class that counts most there: of failures or, if there were none, of deferrals.
-- Parameters: :top (rows; NULL or 0: all)
-- Columns: failed is bounced + expired, "of" is delivered + bounced + expired, rate is failed / of
WITH by_class AS (
    SELECT o.provider, o.class,
           sum(s.n * (o.outcome = 'delivered')) AS delivered,
           sum(s.n * (o.outcome = 'relayed')) AS relayed,
           sum(s.n * (o.outcome = 'deferred')) AS deferred,
           sum(s.n * (o.outcome = 'bounced')) AS bounced,
           sum(s.n * (o.outcome = 'expired')) AS expired
    FROM outcome_sum AS s
    JOIN outcome AS o ON o.id = s.outcome
    WHERE o.direction = 'out' AND o.provider IS NOT NULL
    GROUP BY o.provider, o.class
),
ranked AS (
    SELECT provider, class,
           sum(delivered) OVER own AS delivered,
           sum(relayed) OVER own AS relayed,
           sum(deferred) OVER own AS deferred,
           sum(bounced) OVER own AS bounced,
           sum(expired) OVER own AS expired,
           row_number() OVER (
               PARTITION BY provider
               ORDER BY class IS NULL, bounced + expired DESC, deferred DESC,
                        class) AS place
    FROM by_class
    WINDOW own AS (PARTITION BY provider)
)
SELECT r.provider, p.name, p.kind, r.delivered, r.relayed, r.deferred,
       r.bounced, r.expired, r.bounced + r.expired AS failed,
       r.delivered + r.bounced + r.expired AS "of",
       CAST(r.bounced + r.expired AS REAL)
           / nullif(r.delivered + r.bounced + r.expired, 0) AS rate,
       r.class, c.name_en AS reason_en, c.name_de AS reason_de
FROM ranked AS r
LEFT JOIN provider AS p ON p.id = r.provider
LEFT JOIN class AS c ON c.id = r.class
WHERE r.place = 1 AND r.bounced + r.expired + r.deferred > 0
ORDER BY failed DESC, r.deferred DESC, r.provider
LIMIT CASE WHEN :top > 0 THEN :top ELSE -1 END;
