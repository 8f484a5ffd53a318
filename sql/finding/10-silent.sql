-- A log host with steady traffic that was not heard of at all.
-- Parameters: :since, :until (of the day reported, unix seconds UTC), :day (its date)
-- Said if: it had 30 events or more on each of the last days of the same weekday, two at least, was silent on two of the last 28 days at most, and now there is none. If the other hosts had less than usual, so much more is asked for
WITH by_day AS MATERIALIZED (
    SELECT host, day, hour >= :since AS now, sum(n) AS n, max(hour) AS hour
    FROM hourly
    WHERE hour >= :since - 29 * 86400 AND hour < :until AND host IS NOT NULL
        AND (hour >= :since OR day < :day)
    GROUP BY host, day, now
),
by_host AS (
    SELECT host,
           min(day) AS first_day,
           max(day) FILTER (WHERE NOT now) AS last_day,
           count(*) FILTER (WHERE NOT now AND day >= date(:day, '-28 days')) AS days,
           count(*) FILTER (WHERE NOT now AND day IN (date(:day, '-7 days'), date(:day, '-14 days'), date(:day, '-21 days'), date(:day, '-28 days'))) AS weeks,
           min(n) FILTER (WHERE NOT now AND day IN (date(:day, '-7 days'), date(:day, '-14 days'), date(:day, '-21 days'), date(:day, '-28 days'))) AS low,
           max(n) FILTER (WHERE NOT now AND day IN (date(:day, '-7 days'), date(:day, '-14 days'), date(:day, '-21 days'), date(:day, '-28 days'))) AS high,
           coalesce(sum(n) FILTER (WHERE now), 0) AS n
    FROM by_day
    GROUP BY host
),
site AS (
    SELECT sum(n) AS n, sum(high) AS usual
    FROM by_host
)
SELECT 1 AS rank, 'silent' AS kind, h.host AS subject, h.host,
       (SELECT max(b.hour + s.last)
        FROM main.bucket AS b
        CROSS JOIN main.bucket_sum AS s ON s.bucket = b.id
        CROSS JOIN main.outcome AS o ON o.id = s.outcome
        WHERE b.hour >= :since - 2 * 86400 AND b.hour < :since AND o.host = h.host) AS first_seen,
       0 AS count, h.low AS usual_low, h.high AS usual_high
FROM by_host AS h
CROSS JOIN site AS s
WHERE h.n = 0 AND h.weeks >= 2 AND h.low >= 30
    AND (s.usual = h.high OR h.low * s.n >= 30.0 * (s.usual - h.high))
    AND h.last_day >= date(:day, '-2 days')
    AND h.days >= julianday(:day) - julianday(max(h.first_day, date(:day, '-28 days'))) - 2;
