-- Domains whose failures grew most: a period against the one of the same length before it.
-- Parameters: :since, :until (unix seconds; default: the last 7 days that have counts), :top (rows; default 20)
-- Example: bouncestat sql rising-domains --since -24h
WITH period AS (
    SELECT coalesce(:until, (SELECT max(last_time) + 1 FROM inputs)) AS until
),
edges AS (
    SELECT until, coalesce(:since, until - 7 * 86400) AS since FROM period
),
summed AS (
    SELECT c.domain,
           sum(c.n * (c.hour >= e.since)) AS failed,
           sum(c.n * (c.hour < e.since)) AS before
    FROM edges AS e
    JOIN counts AS c ON c.hour >= 2 * e.since - e.until AND c.hour < e.until
    WHERE c.direction = 'out' AND c.outcome IN ('bounced', 'expired')
    GROUP BY c.domain
)
SELECT domain, failed, before, failed - before AS more
FROM summed
WHERE failed > before
ORDER BY more DESC, domain
LIMIT coalesce(:top, 20);
