-- What a connection to a database file has beside its tables: what a report is about, and what waits to be written.
-- Parameters: none
-- Used by: src/store/db.c; the columns of the virtual tables are those of src/store/vtab.c

-- These three are filled by sql/select.sql when a query asks for one of them.
CREATE TEMP TABLE selected (
    domain INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    n INTEGER NOT NULL,
    first_seen INTEGER NOT NULL, -- unix seconds UTC
    last_seen INTEGER NOT NULL,
    PRIMARY KEY (domain, outcome)
) STRICT, WITHOUT ROWID;

CREATE TEMP TABLE outcome_sum (
    outcome INTEGER PRIMARY KEY,
    n INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL
) STRICT;

-- Mail only: probes are left out.
CREATE TEMP TABLE domain_sum (
    domain INTEGER PRIMARY KEY,
    delivered INTEGER NOT NULL,
    relayed INTEGER NOT NULL,
    deferred INTEGER NOT NULL,
    bounced INTEGER NOT NULL,
    expired INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    tempfailed INTEGER NOT NULL
) STRICT;

CREATE TEMP VIEW bucket_sum AS
SELECT bucket, outcome, sum(n) AS n
FROM main.tally
GROUP BY bucket, outcome;

CREATE VIRTUAL TABLE temp.pending_tally USING bs_tally (
    bucket INTEGER, domain INTEGER, outcome INTEGER,
    n INTEGER, first INTEGER, last INTEGER);
CREATE VIRTUAL TABLE temp.pending_domain USING bs_pending_domain (
    id INTEGER, name TEXT);
