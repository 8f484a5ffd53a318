-- Empties the code table.
-- Parameters: none
-- Used by: src/store/codes.c
DELETE FROM main.code;
