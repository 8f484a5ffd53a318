-- What a connection to a database file has beside its tables: what a report is about, and what waits to be written.
-- Parameters: none
-- Used by: src/store/db.c; the columns of the virtual tables are those of src/store/vtab.c

-- Filled by sql/select.sql when a query asks for it.
CREATE TEMP TABLE selected (
    domain INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    n INTEGER NOT NULL,
    first_seen INTEGER NOT NULL, -- unix seconds UTC
    last_seen INTEGER NOT NULL,
    PRIMARY KEY (domain, outcome)
) STRICT, WITHOUT ROWID;

CREATE TEMP VIEW outcome_sum AS
SELECT outcome, sum(n) AS n,
       min(first_seen) AS first_seen, max(last_seen) AS last_seen
FROM selected
GROUP BY outcome;

CREATE TEMP VIEW bucket_sum AS
SELECT bucket, outcome, sum(n) AS n
FROM main.tally
GROUP BY bucket, outcome;

-- Mail only: probes are left out.
CREATE TEMP VIEW domain_sum AS
SELECT s.domain,
       sum(s.n * (o.outcome = 'delivered')) AS delivered,
       sum(s.n * (o.outcome = 'relayed')) AS relayed,
       sum(s.n * (o.outcome = 'deferred')) AS deferred,
       sum(s.n * (o.outcome = 'bounced')) AS bounced,
       sum(s.n * (o.outcome = 'expired')) AS expired,
       sum(s.n * (o.outcome = 'rejected')) AS rejected,
       sum(s.n * (o.outcome = 'tempfailed')) AS tempfailed
FROM selected AS s
JOIN main.outcome AS o ON o.id = s.outcome
WHERE o.direction <> 'probe'
GROUP BY s.domain;

CREATE VIRTUAL TABLE temp.pending_tally USING bs_tally (
    bucket INTEGER, domain INTEGER, outcome INTEGER,
    n INTEGER, first INTEGER, last INTEGER);
CREATE VIRTUAL TABLE temp.pending_domain USING bs_pending_domain (
    id INTEGER, name TEXT);
