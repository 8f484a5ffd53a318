-- Lines of the logs that were read, whatever the period, by what became of them.
-- Type: counter
-- Parameters: none
WITH sums AS (
    SELECT coalesce(sum(matched_lines), 0) AS matched,
           coalesce(sum(ignored_lines), 0) AS ignored,
           coalesce(sum(unmatched_lines), 0) AS unmatched,
           coalesce(sum(foreign_lines), 0) AS "foreign"
    FROM input
)
SELECT 'matched' AS state, matched AS value FROM sums
UNION ALL
SELECT 'ignored', ignored FROM sums
UNION ALL
SELECT 'unmatched', unmatched FROM sums
UNION ALL
SELECT 'foreign', "foreign" FROM sums;
