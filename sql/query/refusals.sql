-- Codes with which this server refused clients.
-- Parameters: :top (rows; default 20)
-- Example: bouncestat sql refusals
SELECT code, dsn,
       sum(n * (outcome = 'rejected')) AS rejected,
       sum(n * (outcome = 'tempfailed')) AS tempfailed,
       datetime(max(last_seen), 'unixepoch') AS last_seen,
       max(meaning_en) AS meaning
FROM codes
WHERE outcome IN ('rejected', 'tempfailed')
GROUP BY code, dsn
ORDER BY sum(n) DESC, code, dsn
LIMIT coalesce(:top, 20);
