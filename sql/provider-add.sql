-- Adds a provider, unless it is there.
-- Parameters: :provider, :name, :kind
-- Used by: src/store/classes.c
INSERT OR IGNORE INTO main.provider (id, name, kind)
VALUES (:provider, :name, :kind);
