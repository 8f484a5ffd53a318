-- A provider that blocked this server takes its mail again.
-- Parameters: :since, :until (of the day reported, unix seconds UTC), :day (its date), :found (what was found before)
-- Said if: in the last 14 days it refused 20 attempts or more a day because of this server, a fifth of all at least, until its last day with mail; and now it delivers 20 or more and refuses hardly any (2 % of the attempts at most)
-- The + keeps SQLite from beginning with the outcomes: the hours are fewer.
WITH found AS MATERIALIZED (
    SELECT value ->> 'provider' AS provider, value ->> 'domain' AS domain
    FROM json_each(:found)
),
by_day AS MATERIALIZED (
    SELECT h.provider, CASE WHEN h.hour >= :since THEN :day ELSE h.day END AS day,
           sum(h.n) AS "of",
           coalesce(sum(h.n) FILTER (WHERE h.outcome = 'delivered'), 0) AS delivered,
           coalesce(sum(h.n) FILTER (WHERE h.outcome <> 'delivered' AND k.severity = 'block'), 0) AS blocked
    FROM hourly AS h
    LEFT JOIN class AS k ON k.id = h.class
    WHERE h.hour >= :since - 14 * 86400 AND h.hour < :until AND h.provider IS NOT NULL
        AND (h.hour >= :since OR h.day < :day)
        AND +h.direction = 'out' AND h.outcome IN ('delivered', 'deferred', 'bounced', 'expired')
    GROUP BY 1, 2
),
bad AS MATERIALIZED (
    SELECT provider, day, blocked
    FROM by_day
    WHERE day < :day AND blocked >= 20 AND blocked >= 0.2 * "of"
),
ended AS (
    SELECT b.provider, min(b.day) AS first_day, max(b.day) AS last_day,
           sum(b.blocked) AS blocked
    FROM bad AS b
    WHERE b.day > coalesce((SELECT max(g.day) FROM by_day AS g
                            WHERE g.provider = b.provider AND g.day < (SELECT max(l.day) FROM bad AS l WHERE l.provider = b.provider)
                                AND g.blocked < 0.2 * g."of" AND g."of" >= 20), '')
    GROUP BY b.provider
)
SELECT 9 AS rank, 'recovered' AS kind, coalesce(p.name, e.provider) AS subject,
       e.provider, e.first_day, nullif(e.last_day, e.first_day) AS last_day, n.delivered AS count, n."of",
       e.blocked AS before
FROM ended AS e
JOIN by_day AS n ON n.provider = e.provider AND n.day = :day
LEFT JOIN provider AS p ON p.id = e.provider
WHERE n.delivered >= 20 AND 50 * n.blocked <= n."of"
    AND e.last_day = (SELECT max(g.day) FROM by_day AS g WHERE g.provider = e.provider AND g.day < :day)
    AND NOT EXISTS (SELECT 1 FROM found AS f WHERE f.domain IS NULL AND f.provider = e.provider)
ORDER BY n.delivered DESC, e.provider;
