-- Empties the tables of classes and providers.
-- Parameters: none
-- Used by: src/store/classes.c
DELETE FROM main.class;
DELETE FROM main.provider;
