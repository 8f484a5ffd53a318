-- Domains that never took a message, though it was tried.
-- Parameters: :top (rows; default 20)
-- Example: bouncestat sql never-delivered --top 50
SELECT domain, bounced + expired AS failed, deferred
FROM domains
WHERE delivered = 0
    AND relayed = 0
    AND bounced + expired + deferred > 0
ORDER BY failed DESC, deferred DESC, domain
LIMIT coalesce(:top, 20);
