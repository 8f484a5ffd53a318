-- How far a journal was read.
-- Parameters: :identity
-- Used by: src/store/known.c
SELECT i.id, i.read_offset, j.cursor
FROM main.journal AS j
JOIN main.input AS i ON i.id = j.input
WHERE j.identity = :identity;
