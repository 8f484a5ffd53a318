-- Adds the sums of the waiting counts.
-- Parameters: none
-- Used by: src/store/sums.c
INSERT INTO main.selected (domain, outcome, n, first_seen, last_seen)
SELECT domain, outcome, n, first_seen, last_seen
FROM temp.pending_selected
WHERE true
ON CONFLICT (domain, outcome) DO UPDATE
SET n = n + excluded.n,
    first_seen = min(first_seen, excluded.first_seen),
    last_seen = max(last_seen, excluded.last_seen);

INSERT INTO main.outcome_sum (outcome, n, first_seen, last_seen)
SELECT outcome, n, first_seen, last_seen
FROM temp.pending_outcome_sum
WHERE true
ON CONFLICT (outcome) DO UPDATE
SET n = n + excluded.n,
    first_seen = min(first_seen, excluded.first_seen),
    last_seen = max(last_seen, excluded.last_seen);

INSERT INTO main.bucket_sum (bucket, outcome, n, first, last)
SELECT bucket, outcome, n, first, last
FROM temp.pending_bucket_sum
WHERE true
ON CONFLICT (bucket, outcome) DO UPDATE
SET n = n + excluded.n,
    first = min(first, excluded.first),
    last = max(last, excluded.last);
