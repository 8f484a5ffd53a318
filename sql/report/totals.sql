-- How it went: one row of sums.
-- Parameters: none
-- Columns: rate is (bounced + expired) of (delivered + bounced + expired), NULL if there were none; probes are in no other column
SELECT coalesce(sum(s.n) FILTER (WHERE o.outcome = 'delivered' AND o.direction <> 'probe'), 0) AS delivered,
       coalesce(sum(s.n) FILTER (WHERE o.outcome = 'relayed' AND o.direction <> 'probe'), 0) AS relayed,
       coalesce(sum(s.n) FILTER (WHERE o.outcome = 'deferred' AND o.direction <> 'probe'), 0) AS deferred,
       coalesce(sum(s.n) FILTER (WHERE o.outcome = 'bounced' AND o.direction <> 'probe'), 0) AS bounced,
       coalesce(sum(s.n) FILTER (WHERE o.outcome = 'expired' AND o.direction <> 'probe'), 0) AS expired,
       coalesce(sum(s.n) FILTER (WHERE o.outcome = 'rejected' AND o.direction <> 'probe'), 0) AS rejected,
       coalesce(sum(s.n) FILTER (WHERE o.outcome = 'tempfailed' AND o.direction <> 'probe'), 0) AS tempfailed,
       coalesce(sum(s.n) FILTER (WHERE o.outcome IN ('rejected', 'tempfailed') AND o.direction <> 'probe'), 0) AS refused,
       coalesce(sum(s.n) FILTER (WHERE o.direction = 'probe'), 0) AS probes,
       coalesce(sum(s.n) FILTER (WHERE o.direction = 'probe' AND o.outcome = 'delivered'), 0) AS probes_good,
       coalesce(sum(s.n) FILTER (WHERE o.direction = 'probe' AND o.outcome <> 'delivered'), 0) AS probes_bad,
       coalesce(sum(s.n) FILTER (WHERE o.outcome IN ('bounced', 'expired') AND o.direction <> 'probe'), 0) AS failed,
       coalesce(sum(s.n) FILTER (WHERE o.outcome IN ('delivered', 'bounced', 'expired') AND o.direction <> 'probe'), 0) AS "of",
       CAST(coalesce(sum(s.n) FILTER (WHERE o.outcome IN ('bounced', 'expired') AND o.direction <> 'probe'), 0) AS REAL)
           / sum(s.n) FILTER (WHERE o.outcome IN ('delivered', 'bounced', 'expired') AND o.direction <> 'probe') AS rate,
       min(s.first_seen) AS first_seen,
       max(s.last_seen) AS last_seen
FROM outcome_sum AS s
JOIN outcome AS o ON o.id = s.outcome;
