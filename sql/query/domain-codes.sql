-- The codes of one domain, and what they mean.
-- Parameters: :domain (needed)
-- Example: bouncestat sql domain-codes --domain example.org
SELECT outcome, code, dsn, n,
       datetime(first_seen, 'unixepoch') AS first_seen,
       datetime(last_seen, 'unixepoch') AS last_seen,
       meaning_en AS meaning
FROM domain_codes
WHERE domain = :domain
ORDER BY n DESC, outcome, code, dsn;
