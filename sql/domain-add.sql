-- Adds the waiting domains, which are new and in order of name.
-- Parameters: none
-- Used by: src/store/domains.c
INSERT INTO main.domain (id, name)
SELECT id, name FROM temp.pending_domain;
