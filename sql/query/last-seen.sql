-- Each code, and when it was last seen.
-- Parameters: :top (rows; default all)
-- Example: bouncestat sql last-seen
SELECT datetime(max(last_seen), 'unixepoch') AS last_seen,
       code, dsn, sum(n) AS n, max(meaning_en) AS meaning
FROM codes
GROUP BY code, dsn
ORDER BY max(codes.last_seen) DESC, code, dsn
LIMIT coalesce(:top, -1);
