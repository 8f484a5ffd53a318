-- Forgets a recipient that does not wait any more.
-- Parameters: :key (hash)
-- Used by: src/store/fates.c
DELETE FROM main.waiting WHERE recipient = :key;
