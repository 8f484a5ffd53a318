-- What pruning is measured by.
-- Parameters: none
-- Used by: src/store/prune.c
SELECT (SELECT count(*) FROM main.bucket),
       (SELECT count(*) FROM main.domain),
       (SELECT coalesce(sum(n), 0) FROM main.outcome_sum);
