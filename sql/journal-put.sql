-- Remembers how far a journal was read.
-- Parameters: :identity, :input, :cursor
-- Used by: src/store/known.c
INSERT INTO main.journal (identity, input, cursor)
VALUES (:identity, :input, :cursor)
ON CONFLICT (identity) DO UPDATE
SET input = excluded.input, cursor = excluded.cursor;
