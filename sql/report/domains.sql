-- Domains with the most failures.
-- Parameters: :top (rows; NULL or 0: all), :all (1: also domains without failure or deferral)
-- Columns: failed is bounced + expired, "of" is delivered + bounced + expired, rate is failed / of
SELECT d.name AS domain, s.delivered, s.relayed, s.deferred, s.bounced,
       s.expired, s.bounced + s.expired AS failed,
       s.delivered + s.bounced + s.expired AS "of",
       CAST(s.bounced + s.expired AS REAL)
           / nullif(s.delivered + s.bounced + s.expired, 0) AS rate
FROM domain_sum AS s
JOIN domain AS d ON d.id = s.domain
WHERE :all OR s.bounced + s.expired + s.deferred > 0
ORDER BY failed DESC, s.deferred DESC, d.name
LIMIT CASE WHEN :top > 0 THEN :top ELSE -1 END;
