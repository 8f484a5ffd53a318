-- Mail to a provider stopped.
-- Parameters: :since, :until (of the day reported, unix seconds UTC), :day (its date), :found (what was found before)
-- Said if: nothing was delivered, deferred or failed there, but 20 recipients or more on each of the last days of the same weekday, three at least, and on nine of ten days known; and of all other mail there was at least half of what is usual. If this day had little mail, so much more is asked for. Not if a log host is silent
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
by_day AS MATERIALIZED (
    SELECT provider AS subject, CASE WHEN hour >= :since THEN :day ELSE day END AS day,
           sum(n) AS n, max(hour) AS last_seen
    FROM hourly
    WHERE hour >= :since - 29 * 86400 AND hour < :until AND provider IS NOT NULL
        AND (hour >= :since OR day < :day) AND +direction = 'out'
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
SELECT 3 AS rank, 'vanished' AS kind, coalesce(p.name, v.subject) AS subject,
       v.subject AS provider, v.last_seen AS first_seen, 0 AS count,
       v.low AS usual_low, v.high AS usual_high
FROM by_subject AS v
CROSS JOIN site AS s
LEFT JOIN provider AS p ON p.id = v.subject
WHERE s.weeks >= 3 AND v.weeks = s.weeks AND v.today = 0 AND v.low >= 20
    AND 10 * v.days >= 9 * s.days AND s.n >= 0.5 * (s.usual - v.high)
    AND v.low * min(1.0, CAST(s.n AS REAL) / s.usual) >= 20
    AND NOT EXISTS (SELECT 1 FROM found AS f WHERE f.kind = 'silent')
ORDER BY v.low DESC, v.subject;
