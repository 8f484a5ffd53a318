-- The inputs that begin with a line.
-- Parameters: :head (fingerprint of the line)
-- Used by: src/store/known.c
SELECT id, path, heads, tail, read_offset, inside, year, month, day,
       matched_lines + ignored_lines + unmatched_lines + foreign_lines AS lines
FROM main.input
WHERE head = :head
ORDER BY id;
