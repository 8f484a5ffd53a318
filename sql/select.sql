-- Fills "selected" from the whole database.
-- Parameters: none
-- Used by: src/store/report.c
INSERT INTO temp.selected (domain, outcome, n, first_seen, last_seen)
SELECT t.domain, t.outcome, sum(t.n),
       min(b.hour + t.first), max(b.hour + t.last)
FROM main.tally AS t
JOIN main.bucket AS b ON b.id = t.bucket
GROUP BY t.domain, t.outcome;
