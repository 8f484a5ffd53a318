-- Version 1 of the schema: the private tables. What people read are the views of sql/views.sql.
-- Parameters: none
-- Used by: src/store/db.c, for a new database and, with sql/memory.sql, in memory

-- An hour, and the calendar day in the zone in which the log was read: where
-- a zone is 30 or 45 minutes off, one hour belongs to two days. hour is its
-- start in unix seconds UTC. (A day that was rolled up is its first hour.)
CREATE TABLE bucket (
    id INTEGER PRIMARY KEY,
    hour INTEGER NOT NULL,
    day TEXT NOT NULL, -- YYYY-MM-DD
    UNIQUE (hour, day)
) STRICT;

-- Recipient domains; 0 is "none".
CREATE TABLE domain (
    id INTEGER PRIMARY KEY,
    name TEXT UNIQUE
) STRICT;
INSERT INTO domain (id, name) VALUES (0, NULL);

-- What may happen to a message, each combination once.
CREATE TABLE outcome (
    id INTEGER PRIMARY KEY,
    host TEXT,               -- log host
    mta TEXT,                -- dialect
    direction TEXT NOT NULL, -- out, in, probe
    outcome TEXT NOT NULL,   -- delivered, relayed, deferred, bounced, expired, rejected, tempfailed
    provider TEXT,
    code INTEGER,            -- basic reply code
    dsn TEXT,                -- enhanced code
    class TEXT,
    severity TEXT,
    explained_by TEXT        -- code.key that explains code and dsn best
) STRICT;
CREATE UNIQUE INDEX outcome_key ON outcome (
    direction, outcome, coalesce(code, 0), coalesce(dsn, ''),
    coalesce(host, ''), coalesce(mta, ''), coalesce(provider, ''),
    coalesce(class, ''), coalesce(severity, ''));

-- The counts. first and last are the seconds from the start of the bucket to
-- its first and last event of that kind. About 30 bytes of the file a row, its
-- share of the domains included (tests/bench/bench_store.c).
CREATE TABLE tally (
    bucket INTEGER NOT NULL,
    domain INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    n INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (bucket, domain, outcome)
) STRICT, WITHOUT ROWID;

-- What was read; one row each time that an input without identity is read.
CREATE TABLE input (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    identity TEXT UNIQUE,    -- of the content; NULL: not known
    read_offset INTEGER NOT NULL, -- bytes of decompressed text
    first_time INTEGER,      -- of its events, unix seconds UTC
    last_time INTEGER,
    matched_lines INTEGER NOT NULL,
    ignored_lines INTEGER NOT NULL,
    unmatched_lines INTEGER NOT NULL,
    foreign_lines INTEGER NOT NULL,
    cut_lines INTEGER NOT NULL,
    limited_lines INTEGER NOT NULL,
    events INTEGER NOT NULL
) STRICT;

-- The code tables of patterns/, filled by the program.
CREATE TABLE code (
    key TEXT PRIMARY KEY,
    kind TEXT NOT NULL,      -- reply, enhanced
    name_en TEXT NOT NULL,
    name_de TEXT NOT NULL,
    meaning_en TEXT NOT NULL,
    meaning_de TEXT NOT NULL,
    advice_en TEXT NOT NULL,
    advice_de TEXT NOT NULL,
    source TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Why mail fails, and at whom: patterns/classes.tsv and patterns/providers.tsv.
CREATE TABLE class (
    id TEXT PRIMARY KEY,
    severity TEXT NOT NULL,  -- the usual one
    blame TEXT NOT NULL,
    name_en TEXT NOT NULL,
    name_de TEXT NOT NULL,
    meaning_en TEXT NOT NULL,
    meaning_de TEXT NOT NULL,
    advice_en TEXT NOT NULL,
    advice_de TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE provider (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Facts about this database: codebook, a fingerprint of what filled "code", "class" and "provider".
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
