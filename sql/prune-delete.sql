-- Deletes the buckets whose last event is too old, and forgets mail of which nothing was heard since, or for 30 days.
-- Parameters: :keep (unix seconds UTC; events from there on stay)
-- Used by: src/store/prune.c
CREATE TEMP TABLE old AS
SELECT b.id
FROM main.bucket AS b
LEFT JOIN main.bucket_sum AS s ON s.bucket = b.id
GROUP BY b.id
HAVING b.hour + max(coalesce(s.last, 0)) < :keep;

DELETE FROM main.tally WHERE bucket IN (SELECT id FROM temp.old);
DELETE FROM main.bucket_sum WHERE bucket IN (SELECT id FROM temp.old);
DELETE FROM main.bucket WHERE id IN (SELECT id FROM temp.old);
DROP TABLE temp.old;

DELETE FROM main.waiting
WHERE last < :keep
    OR last < (SELECT max(last) FROM main.waiting) - 30 * 86400;
DELETE FROM main.message WHERE last < :keep;
