-- Makes reports be about a period: temporary tables stand before those of the same names.
-- Parameters: :since, :until (unix seconds UTC, half-open; a bucket counts by its hour, of a day that was rolled up the first), :since_day, :until_day (likewise 00:00 UTC of a date: of an hour that has two days, those from the one and before the other)
-- Used by: src/store/period.c
CREATE TEMP TABLE IF NOT EXISTS selected (
    domain INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    n INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    PRIMARY KEY (domain, outcome)
) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS outcome_sum (
    outcome INTEGER PRIMARY KEY,
    n INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL
) STRICT;
CREATE TEMP TABLE IF NOT EXISTS bucket_sum (
    bucket INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (bucket, outcome)
) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS domain_sum (
    domain INTEGER PRIMARY KEY,
    delivered INTEGER NOT NULL,
    relayed INTEGER NOT NULL,
    deferred INTEGER NOT NULL,
    bounced INTEGER NOT NULL,
    expired INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    tempfailed INTEGER NOT NULL
) STRICT;

DELETE FROM temp.selected;
INSERT INTO temp.selected (domain, outcome, n, first_seen, last_seen)
SELECT t.domain, coalesce(o.kind, o.id), sum(t.n),
       min(b.hour + t.first), max(b.hour + t.last)
FROM main.bucket AS b
CROSS JOIN main.tally AS t ON t.bucket = b.id
CROSS JOIN main.outcome AS o ON o.id = t.outcome
WHERE (b.hour > :since OR (b.hour = :since AND unixepoch(b.day) >= :since_day))
    AND (b.hour < :until OR (b.hour = :until AND unixepoch(b.day) < :until_day))
GROUP BY 1, 2;

DELETE FROM temp.bucket_sum;
INSERT INTO temp.bucket_sum (bucket, outcome, n)
SELECT s.bucket, s.outcome, s.n
FROM main.bucket AS b
CROSS JOIN main.bucket_sum AS s ON s.bucket = b.id
WHERE (b.hour > :since OR (b.hour = :since AND unixepoch(b.day) >= :since_day))
    AND (b.hour < :until OR (b.hour = :until AND unixepoch(b.day) < :until_day));

DELETE FROM temp.outcome_sum;
INSERT INTO temp.outcome_sum (outcome, n, first_seen, last_seen)
SELECT s.outcome, sum(s.n), min(b.hour + s.first), max(b.hour + s.last)
FROM main.bucket AS b
CROSS JOIN main.bucket_sum AS s ON s.bucket = b.id
WHERE (b.hour > :since OR (b.hour = :since AND unixepoch(b.day) >= :since_day))
    AND (b.hour < :until OR (b.hour = :until AND unixepoch(b.day) < :until_day))
GROUP BY s.outcome;

DELETE FROM temp.domain_sum;
INSERT INTO temp.domain_sum (
    domain, delivered, relayed, deferred, bounced, expired, rejected, tempfailed)
SELECT s.domain,
       sum(s.n * (o.outcome = 'delivered')),
       sum(s.n * (o.outcome = 'relayed')),
       sum(s.n * (o.outcome = 'deferred')),
       sum(s.n * (o.outcome = 'bounced')),
       sum(s.n * (o.outcome = 'expired')),
       sum(s.n * (o.outcome = 'rejected')),
       sum(s.n * (o.outcome = 'tempfailed'))
FROM temp.selected AS s
CROSS JOIN main.outcome AS o ON o.id = s.outcome
WHERE o.direction <> 'probe'
GROUP BY s.domain;
