-- What a database holds, whatever the period of the report: one row.
-- Parameters: none
-- Columns: first_time and last_time are of the first and the last event, NULL if there is none
SELECT (SELECT min(b.hour + s.first)
        FROM main.bucket AS b
        JOIN main.bucket_sum AS s ON s.bucket = b.id
        WHERE b.hour = (SELECT min(hour) FROM main.bucket)) AS first_time,
       (SELECT max(b.hour + s.last)
        FROM main.bucket AS b
        JOIN main.bucket_sum AS s ON s.bucket = b.id
        WHERE b.hour = (SELECT max(hour) FROM main.bucket)) AS last_time,
       (SELECT coalesce(sum(matched_lines + ignored_lines + unmatched_lines + foreign_lines), 0)
        FROM main.input) AS lines;
