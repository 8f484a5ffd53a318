-- Forgets a message.
-- Parameters: :key (hash)
-- Used by: src/store/fates.c
DELETE FROM main.message WHERE message = :key;
