-- Codes with the most failed and deferred attempts, and what they mean.
-- Parameters: :top (rows; default 20)
-- Example: bouncestat sql top-codes --top 5
SELECT code, dsn,
       sum(n * (outcome <> 'deferred')) AS failed,
       sum(n * (outcome = 'deferred')) AS deferred,
       max(meaning_en) AS meaning
FROM codes
WHERE outcome IN ('deferred', 'bounced', 'expired')
GROUP BY code, dsn
ORDER BY failed DESC, deferred DESC, code, dsn
LIMIT coalesce(:top, 20);
