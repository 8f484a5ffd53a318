-- Fills "selected" from the whole database, and the sums of it.
-- Parameters: none
-- Used by: src/store/query.c
DELETE FROM temp.selected;
INSERT INTO temp.selected (domain, outcome, n, first_seen, last_seen)
SELECT t.domain, t.outcome, sum(t.n),
       min(b.hour + t.first), max(b.hour + t.last)
FROM main.tally AS t
JOIN main.bucket AS b ON b.id = t.bucket
GROUP BY t.domain, t.outcome;

-- There are few outcomes: an update a row is cheaper than to sort them.
DELETE FROM temp.outcome_sum;
INSERT INTO temp.outcome_sum (outcome, n, first_seen, last_seen)
SELECT outcome, n, first_seen, last_seen
FROM temp.selected
WHERE true
ON CONFLICT (outcome) DO UPDATE
SET n = n + excluded.n,
    first_seen = min(first_seen, excluded.first_seen),
    last_seen = max(last_seen, excluded.last_seen);

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
JOIN main.outcome AS o ON o.id = s.outcome
WHERE o.direction <> 'probe'
GROUP BY s.domain;
