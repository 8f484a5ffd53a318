-- Codes that were never seen before a time.
-- Parameters: :since (needed; unix seconds), :top (rows; default 20)
-- Example: bouncestat sql new-codes --since -24h
SELECT datetime(min(first_seen), 'unixepoch') AS first_seen,
       code, dsn, sum(n) AS n, count(DISTINCT domain) AS domains,
       max(meaning_en) AS meaning
FROM domain_codes
GROUP BY code, dsn
HAVING min(domain_codes.first_seen) >= :since
ORDER BY min(domain_codes.first_seen) DESC, code, dsn
LIMIT coalesce(:top, 20);
