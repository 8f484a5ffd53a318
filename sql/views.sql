-- The public views: what scripts and people rely on. Times are unix seconds UTC.
-- Parameters: none
-- Used by: src/store/db.c, for a new or migrated database, and in memory

DROP VIEW IF EXISTS counts;
CREATE VIEW counts AS
SELECT b.hour, b.day, o.host, o.mta, o.direction, o.outcome,
       d.name AS domain, o.provider, o.code, o.dsn, o.class, o.severity, t.n,
       (SELECT r.text FROM reply AS r WHERE r.id = o.text) AS text,
       o.again, o.null_sender, o.first
FROM tally AS t
JOIN bucket AS b ON b.id = t.bucket
JOIN domain AS d ON d.id = t.domain
JOIN outcome AS o ON o.id = t.outcome;

DROP VIEW IF EXISTS domain_codes;
CREATE VIEW domain_codes AS
WITH by_code AS (
    SELECT d.name AS domain, o.code, o.dsn, o.outcome, o.class,
           max(o.explained_by) AS explained_by, sum(s.n) AS n,
           min(s.first_seen) AS first_seen, max(s.last_seen) AS last_seen
    FROM selected AS s
    JOIN domain AS d ON d.id = s.domain
    CROSS JOIN outcome AS o ON o.id = s.outcome
    WHERE o.direction <> 'probe'
    GROUP BY d.name, o.code, o.dsn, o.outcome, o.class
)
SELECT g.domain, g.code, g.dsn, g.outcome, g.class, g.n,
       g.first_seen, g.last_seen, c.meaning_en, c.meaning_de
FROM by_code AS g
LEFT JOIN code AS c ON c.key = coalesce(
    g.explained_by, CASE g.outcome WHEN 'expired' THEN 'X.4.7' END);

-- Replies of failures and deferrals; text is NULL where there were more
-- different ones than are kept. Failures without a reply are not in it.
DROP VIEW IF EXISTS reply_texts;
CREATE VIEW reply_texts AS
SELECT o.provider, d.name AS domain, o.code, o.dsn, o.class,
       r.text, s.n, s.first_seen, s.last_seen, o.outcome
FROM selected AS s
JOIN domain AS d ON d.id = s.domain
CROSS JOIN outcome AS o ON o.id = s.outcome
CROSS JOIN reply AS r ON r.id = o.text
WHERE o.direction <> 'probe';

-- The provider is the one that most of the domain's mail went to.
DROP VIEW IF EXISTS domains;
CREATE VIEW domains AS
SELECT d.name AS domain,
       (SELECT o.provider
        FROM selected AS t
        JOIN outcome AS o ON o.id = t.outcome
        WHERE t.domain = s.domain AND o.direction <> 'probe'
        ORDER BY t.n DESC
        LIMIT 1) AS provider,
       s.delivered, s.relayed, s.deferred, s.bounced, s.expired, s.rejected,
       s.tempfailed,
       CAST(s.bounced + s.expired AS REAL)
           / nullif(s.delivered + s.bounced + s.expired, 0) AS bounce_rate
FROM domain_sum AS s
JOIN domain AS d ON d.id = s.domain;

DROP VIEW IF EXISTS daily;
CREATE VIEW daily AS
SELECT b.day, o.outcome, o.class, sum(s.n) AS n
FROM bucket_sum AS s
JOIN bucket AS b ON b.id = s.bucket
JOIN outcome AS o ON o.id = s.outcome
WHERE o.direction <> 'probe'
GROUP BY b.day, o.outcome, o.class;

-- The same by hour and all else but the domain.
DROP VIEW IF EXISTS hourly;
CREATE VIEW hourly AS
SELECT b.hour, b.day, o.host, o.mta, o.direction, o.outcome, o.provider,
       o.code, o.dsn, o.class, o.severity, s.n,
       (SELECT r.text FROM reply AS r WHERE r.id = o.text) AS text,
       o.again, o.null_sender, o.first
FROM bucket_sum AS s
JOIN bucket AS b ON b.id = s.bucket
JOIN outcome AS o ON o.id = s.outcome;

-- domain_codes, summed over the domains.
DROP VIEW IF EXISTS codes;
CREATE VIEW codes AS
WITH by_code AS (
    SELECT o.code, o.dsn, o.outcome, o.class, max(o.explained_by) AS explained_by,
           sum(s.n) AS n, min(s.first_seen) AS first_seen,
           max(s.last_seen) AS last_seen
    FROM outcome_sum AS s
    JOIN outcome AS o ON o.id = s.outcome
    WHERE o.direction <> 'probe'
    GROUP BY o.code, o.dsn, o.outcome, o.class
)
SELECT g.code, g.dsn, g.outcome, g.class, g.n, g.first_seen, g.last_seen,
       c.meaning_en, c.meaning_de
FROM by_code AS g
LEFT JOIN code AS c ON c.key = coalesce(
    g.explained_by, CASE g.outcome WHEN 'expired' THEN 'X.4.7' END);

DROP VIEW IF EXISTS reply_codes;
CREATE VIEW reply_codes AS
SELECT key, name_en AS name, meaning_en, meaning_de
FROM code
WHERE kind = 'reply';

DROP VIEW IF EXISTS enhanced_codes;
CREATE VIEW enhanced_codes AS
SELECT key, name_en AS name, meaning_en, meaning_de
FROM code
WHERE kind = 'enhanced';

DROP VIEW IF EXISTS classes;
CREATE VIEW classes AS
SELECT id AS key, name_en AS name, meaning_en, meaning_de, severity, blame,
       advice_en, advice_de
FROM class;

DROP VIEW IF EXISTS inputs;
CREATE VIEW inputs AS
SELECT path, lower(hex(substr(heads, -8))) AS identity, read_offset,
       first_time, last_time,
       matched_lines + ignored_lines + unmatched_lines + foreign_lines AS lines,
       matched_lines, ignored_lines, unmatched_lines, foreign_lines, cut_lines
FROM input;
