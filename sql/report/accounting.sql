-- What became of the lines: one row of sums.
-- Parameters: none
SELECT count(*) AS inputs,
       coalesce(sum(matched_lines + ignored_lines + unmatched_lines + foreign_lines), 0) AS lines,
       coalesce(sum(matched_lines), 0) AS matched,
       coalesce(sum(ignored_lines), 0) AS ignored,
       coalesce(sum(unmatched_lines), 0) AS unmatched,
       coalesce(sum(foreign_lines), 0) AS "foreign",
       coalesce(sum(cut_lines), 0) AS cut,
       coalesce(sum(limited_lines), 0) AS limited,
       coalesce(sum(events), 0) AS events,
       coalesce(sum(read_offset), 0) AS bytes,
       min(first_time) AS first_time,
       max(last_time) AS last_time
FROM input;
