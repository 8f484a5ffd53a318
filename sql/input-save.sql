-- Adds a known input, or what more was read of it, and gives its id.
-- Parameters: :id (NULL: a new one), :head, :heads, :tail, :inside, :year, :month, :day, and those of sql/input-add.sql
-- Used by: src/store/known.c
INSERT INTO main.input (
    id, path, head, heads, tail, read_offset, inside, year, month, day,
    first_time, last_time, matched_lines, ignored_lines, unmatched_lines,
    foreign_lines, cut_lines, limited_lines, events)
VALUES (
    :id, :path, :head, :heads, :tail, :read_offset, :inside, :year, :month, :day,
    :first_time, :last_time, :matched_lines, :ignored_lines, :unmatched_lines,
    :foreign_lines, :cut_lines, :limited_lines, :events)
ON CONFLICT (id) DO UPDATE
SET path = excluded.path,
    heads = excluded.heads,
    tail = excluded.tail,
    read_offset = excluded.read_offset,
    inside = excluded.inside,
    year = excluded.year,
    month = excluded.month,
    day = excluded.day,
    first_time = min(coalesce(first_time, excluded.first_time),
                     coalesce(excluded.first_time, first_time)),
    last_time = max(coalesce(last_time, excluded.last_time),
                    coalesce(excluded.last_time, last_time)),
    matched_lines = matched_lines + excluded.matched_lines,
    ignored_lines = ignored_lines + excluded.ignored_lines,
    unmatched_lines = unmatched_lines + excluded.unmatched_lines,
    foreign_lines = foreign_lines + excluded.foreign_lines,
    cut_lines = cut_lines + excluded.cut_lines,
    limited_lines = limited_lines + excluded.limited_lines,
    events = events + excluded.events
RETURNING id;
