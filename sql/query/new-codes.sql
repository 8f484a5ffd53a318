-- Codes that were never seen before a time.
-- Parameters: :since (needed; unix seconds), :top (rows; default 20)
-- Example: bouncestat sql new-codes --since -24h
SELECT datetime(min(first_seen), 'unixepoch') AS first_seen,
       code, dsn, sum(n) AS n,
       max(meaning_en) AS meaning
FROM codes
GROUP BY code, dsn
HAVING min(codes.first_seen) >= :since
ORDER BY min(codes.first_seen) DESC, code, dsn
LIMIT coalesce(:top, 20);
