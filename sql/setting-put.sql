-- Remembers a fact about the database.
-- Parameters: :name, :value
-- Used by: src/store/setting.c
INSERT INTO main.setting (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
