-- A fact about the database.
-- Parameters: :name
-- Used by: src/store/setting.c
SELECT value FROM main.setting WHERE name = :name;
