-- A fact about the database.
-- Parameters: :name
-- Used by: src/store/codes.c
SELECT value FROM main.setting WHERE name = :name;
