-- The codes that outcomes have, to be explained anew.
-- Parameters: none
-- Used by: src/store/codes.c
SELECT DISTINCT code, dsn FROM main.outcome;
