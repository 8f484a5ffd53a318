-- Adds an outcome, or finds it, and gives its id and its kind.
-- Parameters: :id (in memory its number, in a database file NULL), :host, :mta, :direction, :outcome, :provider, :code, :dsn, :class, :severity, :text (id of a reply), :again, :null_sender, :first (0 or 1), :explained_by
-- Used by: src/store/write.c
INSERT INTO main.outcome (
    id, host, mta, direction, outcome, provider, code, dsn, class, severity,
    text, again, null_sender, first, explained_by, kind)
VALUES (
    :id, :host, :mta, :direction, :outcome, :provider, :code, :dsn, :class,
    :severity, :text, :again, :null_sender, :first, :explained_by,
    (SELECT min(id)
     FROM main.outcome
     WHERE direction = :direction
         AND outcome = :outcome
         AND coalesce(code, 0) = coalesce(:code, 0)
         AND coalesce(dsn, '') = coalesce(:dsn, '')
         AND coalesce(text, -1) = coalesce(:text, -1)
         AND coalesce(provider, '') = coalesce(:provider, '')
         AND coalesce(class, '') = coalesce(:class, '')))
ON CONFLICT DO UPDATE SET explained_by = excluded.explained_by
RETURNING id, coalesce(kind, id);
