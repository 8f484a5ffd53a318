-- The domains that answer with a code, basic or enhanced.
-- Parameters: :code (needed), :top (rows; default 20)
-- Example: bouncestat sql code-domains --code 5.7.1
SELECT domain, outcome, code, dsn, n,
       datetime(last_seen, 'unixepoch') AS last_seen
FROM domain_codes
WHERE CAST(code AS TEXT) = :code OR dsn = :code
ORDER BY n DESC, domain, outcome
LIMIT coalesce(:top, 20);
