-- Adds a bucket, or finds it, and gives its id.
-- Parameters: :id (in memory its number, in a database file NULL), :hour (unix seconds UTC), :day (YYYY-MM-DD)
-- Used by: src/store/write.c
INSERT INTO main.bucket (id, hour, day)
VALUES (:id, :hour, :day)
ON CONFLICT (hour, day) DO UPDATE SET day = excluded.day
RETURNING id;
