-- Remembers the queue ids that hosts have given of late.
-- Parameters: :hashes
-- Used by: src/store/fates.c
INSERT INTO main.accepted (id, hashes) VALUES (1, :hashes)
ON CONFLICT (id) DO UPDATE SET hashes = excluded.hashes;
