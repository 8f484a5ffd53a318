-- Each recipient domain, those with the most failures first.
-- Parameters: :top (rows; NULL or 0: all)
-- Columns: domain is NULL where the log names none (then there is no rate either); failed is bounced + expired, rate is failed / (delivered + failed); probes are left out
SELECT d.name AS domain, s.delivered, s.relayed, s.deferred, s.bounced,
       s.expired, s.bounced + s.expired AS failed,
       CASE WHEN d.name IS NOT NULL
           THEN CAST(s.bounced + s.expired AS REAL)
               / nullif(s.delivered + s.bounced + s.expired, 0) END AS rate,
       s.rejected, s.tempfailed
FROM domain_sum AS s
JOIN domain AS d ON d.id = s.domain
ORDER BY failed DESC, s.deferred DESC, s.rejected + s.tempfailed DESC,
         s.delivered DESC, d.name
LIMIT CASE WHEN :top > 0 THEN :top ELSE -1 END;
