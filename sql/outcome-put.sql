-- Adds an outcome, or finds it, and gives its id and its kind.
-- Parameters: :id (in memory its number, in a database file NULL), :host, :mta, :direction, :outcome, :code, :dsn, :explained_by
-- Used by: src/store/write.c
INSERT INTO main.outcome (
    id, host, mta, direction, outcome, code, dsn, explained_by, kind)
VALUES (
    :id, :host, :mta, :direction, :outcome, :code, :dsn, :explained_by,
    (SELECT min(id)
     FROM main.outcome
     WHERE direction = :direction
         AND outcome = :outcome
         AND coalesce(code, 0) = coalesce(:code, 0)
         AND coalesce(dsn, '') = coalesce(:dsn, '')
         AND provider IS NULL
         AND class IS NULL))
ON CONFLICT DO UPDATE SET explained_by = excluded.explained_by
RETURNING id, coalesce(kind, id);
