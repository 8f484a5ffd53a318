-- A class of refusals that is new at a provider: it began to block this server, or to refuse mail for another reason.
-- Parameters: :since, :until (of the day reported, unix seconds UTC), :day (its date)
-- Said if: the class counts 20 refusals or more, 2 % of the attempts there and ten times what it had on any of the last 28 days; the provider is known for 7 days and 200 attempts. Servers without a provider count together, if 3 domains or more are concerned. Of the classes that block nobody only those that are not the receiver's own affair (rate_limited, tls_failed) count, from 50 refusals and 5 % on, if it is one provider alone
-- The + keeps SQLite from beginning with the outcomes: the hours are fewer.
WITH by_day AS MATERIALIZED (
    SELECT provider, day, hour >= :since AS now, class, sum(n) AS n
    FROM hourly
    WHERE hour >= :since - 29 * 86400 AND hour < :until AND +direction = 'out'
        AND (hour >= :since OR day < :day)
        AND outcome IN ('delivered', 'deferred', 'bounced', 'expired')
    GROUP BY provider, day, now, class
),
attempts AS (
    SELECT provider, coalesce(sum(n) FILTER (WHERE now), 0) AS n,
           coalesce(sum(n) FILTER (WHERE NOT now), 0) AS before,
           count(DISTINCT CASE WHEN NOT now THEN day END) AS days
    FROM by_day
    GROUP BY provider
),
by_class AS (
    SELECT provider, class, coalesce(sum(n) FILTER (WHERE now), 0) AS n,
           coalesce(max(n) FILTER (WHERE NOT now), 0) AS most,
           coalesce(sum(n) FILTER (WHERE NOT now AND day >= date(:day, '-7 days')), 0) AS before
    FROM by_day
    WHERE class IS NOT NULL
    GROUP BY provider, class
),
new AS (
    SELECT g.provider, g.class, k.severity = 'block' AS block, g.n, a.n AS "of",
           g.before, row_number() OVER (
               PARTITION BY g.provider
               ORDER BY k.severity = 'block' DESC, g.n DESC, g.class) AS place,
           count(*) OVER (PARTITION BY g.class) AS providers
    FROM by_class AS g
    JOIN attempts AS a ON a.provider IS g.provider
    JOIN class AS k ON k.id = g.class
    WHERE g.n >= 10 * g.most AND a.days >= 7 AND a.before >= 200
        AND (k.severity = 'block' AND g.n >= 20 AND g.n >= 0.02 * a.n
            OR k.severity = 'soft' AND k.blame IN ('sender', 'ours', 'unknown') AND g.class <> 'expired'
                AND g.n >= 50 AND g.n >= 0.05 * a.n AND g.provider IS NOT NULL)
),
seen AS (
    SELECT n.*,
           count(DISTINCT t.domain) AS domains,
           min(b.hour + t.first) AS first_seen, max(b.hour + t.last) AS last_seen
    FROM new AS n
    CROSS JOIN main.bucket AS b
    CROSS JOIN main.tally AS t ON t.bucket = b.id
    CROSS JOIN main.outcome AS o ON o.id = t.outcome
    WHERE n.place = 1 AND (n.block OR n.providers = 1) AND b.hour >= :since AND b.hour < :until
        AND o.direction = 'out' AND o.class = n.class AND o.provider IS n.provider
        AND o.outcome IN ('deferred', 'bounced', 'expired')
    GROUP BY n.provider
)
SELECT CASE WHEN s.block THEN 1 ELSE 2 END AS rank, 'block' AS kind,
       CASE WHEN s.provider IS NULL THEN 'block.others'
            WHEN s.block THEN 'block' ELSE 'block.other' END AS word,
       coalesce(p.name, s.provider) AS subject, s.provider, s.class,
       k.name_en AS reason_en, k.name_de AS reason_de,
       k.advice_en, k.advice_de, s.domains,
       s.first_seen, s.last_seen, s.n AS count, s."of", s.before,
       CAST(s.n AS REAL) / s."of" AS rate
FROM seen AS s
JOIN class AS k ON k.id = s.class
LEFT JOIN provider AS p ON p.id = s.provider
WHERE s.provider IS NOT NULL OR s.domains >= 3;
