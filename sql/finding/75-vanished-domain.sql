-- Mail to a domain stopped.
-- Parameters: :since, :until (of the day reported, unix seconds UTC), :day (its date), :found (what was found before)
-- Said if: nothing was delivered, deferred or failed there, but 20 recipients or more on each of the last days of the same weekday, three at least, and on nine of ten days known; and of all other mail there was at least half of what is usual. If this day had little mail, so much more is asked for. Not if a log host is silent or the provider was found before. Looks at the 50 domains with the most mail a week ago
-- The + keeps SQLite from beginning with the outcomes: the hours are fewer.
WITH found AS MATERIALIZED (
    SELECT value ->> 'kind' AS kind, value ->> 'provider' AS provider, value ->> 'domain' AS domain
    FROM json_each(:found)
),
overall AS MATERIALIZED (
    SELECT CASE WHEN hour >= :since THEN :day ELSE day END AS day, sum(n) AS n
    FROM hourly
    WHERE hour >= :since - 29 * 86400 AND hour < :until
        AND (hour >= :since OR day < :day) AND +direction = 'out'
    GROUP BY 1
),
site AS (
    SELECT coalesce(max(n) FILTER (WHERE day = :day), 0) AS n,
           max(n) FILTER (WHERE day IN (date(:day, '-7 days'), date(:day, '-14 days'), date(:day, '-21 days'), date(:day, '-28 days'))) AS usual,
           count(*) FILTER (WHERE day IN (date(:day, '-7 days'), date(:day, '-14 days'), date(:day, '-21 days'), date(:day, '-28 days'))) AS weeks,
           count(*) FILTER (WHERE day < :day) AS days
    FROM overall
),
candidates AS MATERIALIZED (
    SELECT t.domain AS id, max(o.provider) AS provider
    FROM main.bucket AS b
    CROSS JOIN main.tally AS t ON t.bucket = b.id
    CROSS JOIN main.outcome AS o ON o.id = t.outcome
    WHERE b.hour >= :since - 8 * 86400 AND b.hour < :since - 6 * 86400 + 3600 AND b.day = date(:day, '-7 days')
        AND t.domain <> 0 AND o.direction = 'out'
    GROUP BY t.domain
    HAVING sum(t.n) >= 20
    ORDER BY sum(t.n) DESC
    LIMIT 50
),
by_day AS MATERIALIZED (
    SELECT c.id AS subject, CASE WHEN b.hour >= :since THEN :day ELSE b.day END AS day,
           sum(t.n) AS n, max(b.hour + t.last) AS last_seen
    FROM main.bucket AS b
    CROSS JOIN candidates AS c
    CROSS JOIN main.tally AS t ON t.bucket = b.id AND t.domain = c.id
    CROSS JOIN main.outcome AS o ON o.id = t.outcome
    WHERE b.hour >= :since - 29 * 86400 AND b.hour < :until
        AND (b.hour >= :since OR b.day < :day) AND o.direction = 'out'
    GROUP BY 1, 2
),
by_subject AS (
    SELECT subject, sum(day < :day) AS days,
           coalesce(sum(day IN (date(:day, '-7 days'), date(:day, '-14 days'), date(:day, '-21 days'), date(:day, '-28 days'))), 0) AS weeks,
           min(n) FILTER (WHERE day IN (date(:day, '-7 days'), date(:day, '-14 days'), date(:day, '-21 days'), date(:day, '-28 days'))) AS low,
           max(n) FILTER (WHERE day IN (date(:day, '-7 days'), date(:day, '-14 days'), date(:day, '-21 days'), date(:day, '-28 days'))) AS high,
           max(last_seen) AS last_seen, coalesce(sum(day = :day), 0) AS today
    FROM by_day
    GROUP BY subject
)
SELECT 3 AS rank, 'vanished' AS kind, d.name AS subject, c.provider,
       d.name AS domain, v.last_seen AS first_seen, 0 AS count,
       v.low AS usual_low, v.high AS usual_high
FROM by_subject AS v
JOIN candidates AS c ON c.id = v.subject
JOIN main.domain AS d ON d.id = v.subject
CROSS JOIN site AS s
WHERE s.weeks >= 3 AND v.weeks = s.weeks AND v.today = 0 AND v.low >= 20
    AND 10 * v.days >= 9 * s.days AND s.n >= 0.5 * (s.usual - v.high)
    AND v.low * min(1.0, CAST(s.n AS REAL) / s.usual) >= 20
    AND NOT EXISTS (SELECT 1 FROM found AS f WHERE f.kind = 'silent')
    AND NOT EXISTS (SELECT 1 FROM found AS f WHERE f.domain IS NULL AND f.provider = c.provider)
ORDER BY v.low DESC, d.name;
