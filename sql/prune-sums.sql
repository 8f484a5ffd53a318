-- Sums the counts anew, after some were deleted, and removes what nothing refers to any more.
-- Parameters: none
-- Used by: src/store/prune.c
DELETE FROM main.selected;
INSERT INTO main.selected (domain, outcome, n, first_seen, last_seen)
SELECT t.domain, coalesce(o.kind, o.id), sum(t.n),
       min(b.hour + t.first), max(b.hour + t.last)
FROM main.tally AS t
CROSS JOIN main.bucket AS b ON b.id = t.bucket
CROSS JOIN main.outcome AS o ON o.id = t.outcome
GROUP BY 1, 2;

DELETE FROM main.outcome_sum;
INSERT INTO main.outcome_sum (outcome, n, first_seen, last_seen)
SELECT s.outcome, sum(s.n), min(b.hour + s.first), max(b.hour + s.last)
FROM main.bucket_sum AS s
CROSS JOIN main.bucket AS b ON b.id = s.bucket
GROUP BY s.outcome;

DELETE FROM main.domain
WHERE id <> 0
    AND NOT EXISTS (SELECT 1 FROM main.selected AS s WHERE s.domain = domain.id);

UPDATE main.domain
SET (delivered, relayed, deferred, bounced, expired, rejected, tempfailed) = (
    SELECT coalesce(sum(s.n * (o.outcome = 'delivered')), 0),
           coalesce(sum(s.n * (o.outcome = 'relayed')), 0),
           coalesce(sum(s.n * (o.outcome = 'deferred')), 0),
           coalesce(sum(s.n * (o.outcome = 'bounced')), 0),
           coalesce(sum(s.n * (o.outcome = 'expired')), 0),
           coalesce(sum(s.n * (o.outcome = 'rejected')), 0),
           coalesce(sum(s.n * (o.outcome = 'tempfailed')), 0)
    FROM main.selected AS s
    CROSS JOIN main.outcome AS o ON o.id = s.outcome
    WHERE s.domain = domain.id AND o.direction <> 'probe');

DELETE FROM main.outcome
WHERE id NOT IN (SELECT outcome FROM main.outcome_sum)
    AND id NOT IN (SELECT outcome FROM main.selected);

DELETE FROM main.reply
WHERE id <> 0
    AND id NOT IN (SELECT text FROM main.outcome WHERE text IS NOT NULL);
