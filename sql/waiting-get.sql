-- The recipients that wait, in the order of their last deferrals.
-- Parameters: none
-- Used by: src/store/fates.c
SELECT recipient, message, place, since, last, domain, class, severity,
       provider, text
FROM main.waiting
ORDER BY place;
