-- Gives ids and kinds of the outcomes that were added last.
-- Parameters: :first (the first id of these)
-- Used by: src/store/write.c
SELECT id, coalesce(kind, id) FROM main.outcome WHERE id >= :first;
