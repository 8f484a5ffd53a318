-- Adds what was read from one input.
-- Parameters: :path, :read_offset, :first_time, :last_time, :matched_lines, :ignored_lines, :unmatched_lines, :foreign_lines, :cut_lines, :limited_lines, :events
-- Used by: src/store/inputs.c
INSERT INTO main.input (
    path, read_offset, first_time, last_time, matched_lines, ignored_lines,
    unmatched_lines, foreign_lines, cut_lines, limited_lines, events)
VALUES (
    :path, :read_offset, :first_time, :last_time, :matched_lines, :ignored_lines,
    :unmatched_lines, :foreign_lines, :cut_lines, :limited_lines, :events);
