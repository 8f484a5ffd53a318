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

-- Recipient domains, with the sums of their mail (no probes); 0 is "none".
CREATE TABLE domain (
    id INTEGER PRIMARY KEY,
    name TEXT UNIQUE,
    delivered INTEGER NOT NULL,
    relayed INTEGER NOT NULL,
    deferred INTEGER NOT NULL,
    bounced INTEGER NOT NULL,
    expired INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    tempfailed INTEGER NOT NULL
) STRICT;
INSERT INTO domain VALUES (0, NULL, 0, 0, 0, 0, 0, 0, 0);

-- Those that had mail: what a report about a period fills anew (sql/select.sql).
CREATE VIEW domain_sum AS
SELECT id AS domain, delivered, relayed, deferred, bounced, expired, rejected,
       tempfailed
FROM domain
WHERE delivered > 0 OR relayed > 0 OR deferred > 0 OR bounced > 0 OR expired > 0
    OR rejected > 0 OR tempfailed > 0;

-- Replies without names, ids and numbers. The program keeps the first 20,000
-- different ones; 0 stands for all others.
CREATE TABLE reply (
    id INTEGER PRIMARY KEY,
    text TEXT UNIQUE
) STRICT;
INSERT INTO reply (id, text) VALUES (0, NULL);

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
    text INTEGER,            -- of table "reply"; NULL: there was none
    again INTEGER NOT NULL,       -- 1: the recipient had been deferred before
    null_sender INTEGER NOT NULL, -- 1: a bounce
    first INTEGER NOT NULL,       -- 1: the first failure of its message
    explained_by TEXT,       -- code.key that explains code and dsn best
    kind INTEGER             -- the first outcome that differs in host, mta, severity, again, null_sender and first only; NULL: itself
) STRICT;
CREATE UNIQUE INDEX outcome_key ON outcome (
    direction, outcome, coalesce(code, 0), coalesce(dsn, ''),
    coalesce(text, -1), coalesce(provider, ''), coalesce(class, ''),
    coalesce(host, ''), coalesce(mta, ''), coalesce(severity, ''),
    again, null_sender, first);

-- The counts. first and last are the seconds from the start of the bucket to
-- its first and last event of that kind. About 22 bytes of the file a row, and
-- 69 a domain (tests/bench/bench_store.c).
CREATE TABLE tally (
    bucket INTEGER NOT NULL,
    domain INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    n INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (bucket, domain, outcome)
) STRICT, WITHOUT ROWID;

-- Sums of the counts, which grow in the same transaction: what is asked most
-- need not read all of them. About 24 bytes a row of "selected".
CREATE TABLE selected (
    domain INTEGER NOT NULL,
    outcome INTEGER NOT NULL,    -- a kind
    n INTEGER NOT NULL,
    first_seen INTEGER NOT NULL, -- unix seconds UTC
    last_seen INTEGER NOT NULL,
    PRIMARY KEY (domain, outcome)
) STRICT, WITHOUT ROWID;

CREATE TABLE outcome_sum (
    outcome INTEGER PRIMARY KEY,
    n INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL
) STRICT;

CREATE TABLE bucket_sum (
    bucket INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    n INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (bucket, outcome)
) STRICT, WITHOUT ROWID;

-- What was read. A log is known by its content (heads, tail), and has one row
-- however often it is read; an input of a one-shot run has none of that, and a
-- row of its own. year, month, day are those of the last stamp without a year.
CREATE TABLE input (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL,      -- where it was read last
    head INTEGER,            -- fingerprint of the first line
    heads BLOB,              -- of the first 1, 2, 3 ... lines, 8 bytes each
    tail INTEGER,            -- of the last bytes in front of read_offset
    read_offset INTEGER NOT NULL, -- bytes of decompressed text
    inside INTEGER,          -- 1: that is in a line that was cut
    year INTEGER,
    month INTEGER,
    day INTEGER,
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
CREATE INDEX input_head ON input (head) WHERE head IS NOT NULL;

-- How far systemd's journals were read.
CREATE TABLE journal (
    identity TEXT PRIMARY KEY, -- id of the machine, or path of a folder
    input INTEGER NOT NULL,    -- its row in "input"
    cursor TEXT NOT NULL       -- of the last entry that was counted
) STRICT, WITHOUT ROWID;

-- Compressed files of which everything was read: as long as size and time are
-- the same, they need not be decompressed again.
CREATE TABLE seen (
    device INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL, -- nanoseconds since 1970-01-01 UTC
    PRIMARY KEY (device, inode)
) STRICT, WITHOUT ROWID;

-- What is still open, so that it does not matter in how many runs a log is read
-- (include/bouncestat/fate.h). Recipients and messages are hashes of 64 bits with
-- the key of table "setting"; place is their order.

-- Recipients that were deferred, and nothing else since.
CREATE TABLE waiting (
    recipient INTEGER PRIMARY KEY,
    message INTEGER NOT NULL,
    place INTEGER NOT NULL,
    since INTEGER NOT NULL,  -- first deferral, unix seconds UTC
    last INTEGER NOT NULL,   -- last deferral; the rest is of that one
    domain TEXT,
    class TEXT,
    severity TEXT,
    provider TEXT,
    text TEXT                -- reply without names, ids and numbers
) STRICT;

-- Messages that are bounces or have failed for a recipient.
CREATE TABLE message (
    message INTEGER PRIMARY KEY,
    place INTEGER NOT NULL,
    last INTEGER NOT NULL,   -- unix seconds UTC
    null_sender INTEGER NOT NULL, -- 1: a bounce
    failed INTEGER NOT NULL,      -- 1: for a recipient, at least
    done INTEGER NOT NULL         -- 1: no recipient of it is on its way
) STRICT;

-- The latest queue ids that hosts have given: one row of hashes.
CREATE TABLE accepted (
    id INTEGER PRIMARY KEY,
    hashes BLOB NOT NULL
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

-- Facts about this database: codebook, a fingerprint of what filled "code",
-- "class" and "provider"; fates-key, the key of hashes.
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
