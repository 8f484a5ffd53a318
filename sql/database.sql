-- What a connection to a database has beside its tables: the counts that wait to be written.
-- Parameters: none
-- Used by: src/store/db.c; the columns of the virtual tables are those of src/store/tables.c
CREATE VIRTUAL TABLE temp.pending_tally USING bs_tally (
    bucket INTEGER, domain INTEGER, outcome INTEGER,
    n INTEGER, first INTEGER, last INTEGER);
CREATE VIRTUAL TABLE temp.pending_domain USING bs_pending_domain (
    id INTEGER, name TEXT, delivered INTEGER, relayed INTEGER, deferred INTEGER,
    bounced INTEGER, expired INTEGER, rejected INTEGER, tempfailed INTEGER);
CREATE VIRTUAL TABLE temp.pending_selected USING bs_pending_selected (
    domain INTEGER, outcome INTEGER,
    n INTEGER, first_seen INTEGER, last_seen INTEGER);
CREATE VIRTUAL TABLE temp.pending_outcome_sum USING bs_pending_outcome_sum (
    outcome INTEGER, n INTEGER, first_seen INTEGER, last_seen INTEGER);
CREATE VIRTUAL TABLE temp.pending_bucket_sum USING bs_pending_bucket_sum (
    bucket INTEGER, outcome INTEGER,
    n INTEGER, first INTEGER, last INTEGER);
