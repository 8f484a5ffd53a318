-- Empties "selected".
-- Parameters: none
-- Used by: src/store/report.c
DELETE FROM temp.selected;
