-- Adds an outcome, or finds it, and gives its id and its kind.
-- Parameters: :id (in memory its number, in a database file NULL), :host, :mta, :direction, :outcome, :provider, :code, :dsn, :class, :severity, :text (id of a reply), :again, :null_sender, :first (0 or 1), :explained_by
-- Used by: src/store/write.c
-- Insert: sql/outcome-add.sql
ON CONFLICT DO UPDATE SET explained_by = excluded.explained_by
RETURNING id, coalesce(kind, id);
