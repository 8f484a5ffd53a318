-- Inputs with lines that no rule could read.
-- Parameters: none
-- Example: bouncestat sql unmatched
SELECT path, lines, matched_lines, unmatched_lines,
       round(100.0 * unmatched_lines
           / (matched_lines + unmatched_lines), 2) AS unmatched_percent
FROM inputs
WHERE unmatched_lines > 0
ORDER BY unmatched_lines DESC, path;
