-- What was read.
-- Parameters: none
SELECT path, read_offset, first_time, last_time,
       matched_lines + ignored_lines + unmatched_lines + foreign_lines AS lines,
       matched_lines, ignored_lines, unmatched_lines, foreign_lines, cut_lines,
       limited_lines, events
FROM input
ORDER BY id;
