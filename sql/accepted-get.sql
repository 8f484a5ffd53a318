-- The queue ids that hosts have given of late.
-- Parameters: none
-- Used by: src/store/fates.c
SELECT hashes FROM main.accepted;
