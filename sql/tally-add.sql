-- Adds the waiting counts of one bucket, which are in order of the primary key.
-- Parameters: none
-- Used by: src/store/write.c
INSERT INTO main.tally (bucket, domain, outcome, n, first, last)
SELECT bucket, domain, outcome, n, first, last
FROM temp.pending_tally
WHERE true
ON CONFLICT (bucket, domain, outcome) DO UPDATE
SET n = n + excluded.n,
    first = min(first, excluded.first),
    last = max(last, excluded.last);
