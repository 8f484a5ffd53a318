-- Puts the counts in memory in the place of the tables that a database file has.
-- Parameters: none
-- Used by: src/store/db.c, after sql/schema.sql; the columns are those of src/store/vtab.c
DROP TABLE tally;
DROP VIEW domain_sum;
DROP TABLE domain;
DROP TABLE selected;
DROP TABLE outcome_sum;
DROP TABLE bucket_sum;
CREATE VIRTUAL TABLE tally USING bs_tally (
    bucket INTEGER, domain INTEGER, outcome INTEGER,
    n INTEGER, first INTEGER, last INTEGER);
CREATE VIRTUAL TABLE domain USING bs_domain (id INTEGER, name TEXT);
CREATE VIRTUAL TABLE selected USING bs_selected (
    domain INTEGER, outcome INTEGER,
    n INTEGER, first_seen INTEGER, last_seen INTEGER);
CREATE VIRTUAL TABLE outcome_sum USING bs_outcome_sum (
    outcome INTEGER, n INTEGER, first_seen INTEGER, last_seen INTEGER);
CREATE VIRTUAL TABLE domain_sum USING bs_domain_sum (
    domain INTEGER, delivered INTEGER, relayed INTEGER, deferred INTEGER,
    bounced INTEGER, expired INTEGER, rejected INTEGER, tempfailed INTEGER);
CREATE VIRTUAL TABLE bucket_sum USING bs_bucket_sum (
    bucket INTEGER, outcome INTEGER,
    n INTEGER, first INTEGER, last INTEGER);
