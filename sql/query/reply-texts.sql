-- The most frequent replies, without names and numbers.
-- Parameters: :domain, :provider, :class (default: all), :top (rows; default 20)
-- Example: bouncestat sql reply-texts --provider google
SELECT sum(n) AS n, coalesce(provider, domain) AS "at", code, dsn, class, text,
       datetime(max(last_seen), 'unixepoch') AS last_seen
FROM reply_texts
WHERE (:domain IS NULL OR domain = :domain)
    AND (:provider IS NULL OR provider = :provider)
    AND (:class IS NULL OR class = :class)
GROUP BY 2, code, dsn, class, text
ORDER BY n DESC, 2, code, dsn, text
LIMIT coalesce(:top, 20);
