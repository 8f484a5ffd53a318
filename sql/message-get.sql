-- What is known of messages, in the order in which that was found out.
-- Parameters: none
-- Used by: src/store/fates.c
SELECT message, place, last, null_sender, failed, done
FROM main.message
ORDER BY place;
