-- The public views: what scripts and people rely on. Times are unix seconds UTC.
-- Parameters: none
-- Used by: src/store/db.c, for a new or migrated database, and in memory

DROP VIEW IF EXISTS counts;
CREATE VIEW counts AS
SELECT b.hour, b.day, o.host, o.mta, o.direction, o.outcome,
       d.name AS domain, o.provider, o.code, o.dsn, o.class, o.severity, t.n
FROM tally AS t
JOIN bucket AS b ON b.id = t.bucket
JOIN domain AS d ON d.id = t.domain
JOIN outcome AS o ON o.id = t.outcome;

-- Sums by id first: there are far fewer outcomes and domains than counts.
DROP VIEW IF EXISTS domain_codes;
CREATE VIEW domain_codes AS
WITH by_id AS (
    SELECT t.domain, t.outcome, sum(t.n) AS n,
           min(b.hour + t.first) AS first_seen,
           max(b.hour + t.last) AS last_seen
    FROM tally AS t
    JOIN bucket AS b ON b.id = t.bucket
    GROUP BY t.domain, t.outcome
),
by_code AS (
    SELECT s.domain, o.code, o.dsn, o.outcome, o.class, o.explained_by,
           sum(s.n) AS n, min(s.first_seen) AS first_seen,
           max(s.last_seen) AS last_seen
    FROM by_id AS s
    JOIN outcome AS o ON o.id = s.outcome
    WHERE o.direction <> 'probe'
    GROUP BY s.domain, o.code, o.dsn, o.outcome, o.class
)
SELECT d.name AS domain, g.code, g.dsn, g.outcome, g.class, g.n,
       g.first_seen, g.last_seen, c.meaning_en, c.meaning_de
FROM by_code AS g
JOIN domain AS d ON d.id = g.domain
LEFT JOIN code AS c ON c.key = g.explained_by;

DROP VIEW IF EXISTS domains;
CREATE VIEW domains AS
WITH by_id AS (
    SELECT domain, outcome, sum(n) AS n FROM tally GROUP BY domain, outcome
),
by_domain AS (
    SELECT s.domain, o.provider,
           sum(s.n * (o.outcome = 'delivered')) AS delivered,
           sum(s.n * (o.outcome = 'relayed')) AS relayed,
           sum(s.n * (o.outcome = 'deferred')) AS deferred,
           sum(s.n * (o.outcome = 'bounced')) AS bounced,
           sum(s.n * (o.outcome = 'expired')) AS expired,
           sum(s.n * (o.outcome = 'rejected')) AS rejected,
           sum(s.n * (o.outcome = 'tempfailed')) AS tempfailed
    FROM by_id AS s
    JOIN outcome AS o ON o.id = s.outcome
    WHERE o.direction <> 'probe'
    GROUP BY s.domain, o.provider
)
SELECT d.name AS domain, g.provider, g.delivered, g.relayed, g.deferred,
       g.bounced, g.expired, g.rejected, g.tempfailed,
       CAST(g.bounced + g.expired AS REAL)
           / nullif(g.delivered + g.bounced + g.expired, 0) AS bounce_rate
FROM by_domain AS g
JOIN domain AS d ON d.id = g.domain;

DROP VIEW IF EXISTS daily;
CREATE VIEW daily AS
WITH by_id AS (
    SELECT bucket, outcome, sum(n) AS n FROM tally GROUP BY bucket, outcome
)
SELECT b.day, o.outcome, o.class, sum(s.n) AS n
FROM by_id AS s
JOIN bucket AS b ON b.id = s.bucket
JOIN outcome AS o ON o.id = s.outcome
WHERE o.direction <> 'probe'
GROUP BY b.day, o.outcome, o.class;

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
SELECT path, identity, read_offset, first_time, last_time,
       matched_lines + ignored_lines + unmatched_lines + foreign_lines AS lines,
       matched_lines, ignored_lines, unmatched_lines, foreign_lines, cut_lines
FROM input;
