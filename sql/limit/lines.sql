-- Metrics: how the lines of the logs were counted; of a database always all of them.
-- Parameters: none
-- Columns: name, value, base (the lines), unit
WITH lines AS (
    SELECT coalesce(sum(matched_lines), 0) AS matched,
           coalesce(sum(unmatched_lines), 0) AS unmatched,
           coalesce(sum(ignored_lines), 0) AS ignored,
           coalesce(sum(foreign_lines), 0) AS other,
           coalesce(sum(cut_lines), 0) AS cut
    FROM input
),
named (name, value, base) AS (
    SELECT 'lines', matched + unmatched + ignored + other, matched + unmatched + ignored + other FROM lines
    UNION ALL SELECT 'matched', matched, matched + unmatched + ignored + other FROM lines
    UNION ALL SELECT 'unmatched', unmatched, matched + unmatched + ignored + other FROM lines
    UNION ALL SELECT 'cut', cut, matched + unmatched + ignored + other FROM lines
)
SELECT name, value, base, 'number' AS unit
FROM named;
