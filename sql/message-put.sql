-- Remembers what is known of a message.
-- Parameters: :message (hash), :place, :last (unix seconds UTC), :null_sender, :failed, :done (0 or 1)
-- Used by: src/store/fates.c
INSERT INTO main.message (message, place, last, null_sender, failed, done)
VALUES (:message, :place, :last, :null_sender, :failed, :done)
ON CONFLICT (message) DO UPDATE
SET place = excluded.place, last = excluded.last,
    null_sender = excluded.null_sender, failed = excluded.failed,
    done = excluded.done;
