-- Adds an outcome that is not there yet, as in memory none is.
-- Parameters: those of sql/outcome-put.sql
-- Used by: src/store/write.c; without RETURNING, which is most of the work of a row; and sql/outcome-put.sql, so that no semicolon ends it
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
