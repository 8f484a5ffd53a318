-- The greatest id of a domain.
-- Parameters: none
-- Used by: src/store/domains.c
SELECT coalesce(max(id), 0) FROM main.domain;
