-- How many different replies the table has, and the greatest id.
-- Parameters: none
-- Used by: src/store/write.c
SELECT count(*) - 1, max(id) FROM main.reply;
