-- Which of the waiting domains, by their place, the database knows.
-- Parameters: none
-- Used by: src/store/domains.c
SELECT p.id, d.id
FROM temp.pending_domain AS p
CROSS JOIN main.domain AS d ON d.name = p.name;
