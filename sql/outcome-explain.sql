-- Says what explains a pair of codes.
-- Parameters: :code, :dsn, :explained_by
-- Used by: src/store/codes.c
UPDATE main.outcome
SET explained_by = :explained_by
WHERE code IS :code AND dsn IS :dsn;
