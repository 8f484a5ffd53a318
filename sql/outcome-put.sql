-- Adds an outcome, or finds it, and gives its id.
-- Parameters: :id (in memory its number, in a database file NULL), :host, :mta, :direction, :outcome, :provider, :code, :dsn, :class, :severity, :explained_by
-- Used by: src/store/write.c
INSERT INTO main.outcome (
    id, host, mta, direction, outcome, provider, code, dsn, class, severity,
    explained_by)
VALUES (
    :id, :host, :mta, :direction, :outcome, :provider, :code, :dsn, :class,
    :severity, :explained_by)
ON CONFLICT DO UPDATE SET explained_by = excluded.explained_by
RETURNING id;
