-- How a day went beside what was found, and what is usual: one row.
-- Parameters: :since, :until (of the day, unix seconds UTC), :day (its date), :found (what was found, as an array of JSON)
-- Columns: word names the sentence that tells it; delivered and rate, which is (bounced + expired) of (delivered + bounced + expired), are without the providers that were found, rate without the domains, too: providers and domains are their names, without all of them; delivered is without bounces, as in the sums below; low and high are the extremes of the same weekday in the last four weeks or, if fewer than three are known, of all days in four weeks; days are the days known
-- The + keeps SQLite from beginning with the outcomes: the hours are fewer.
WITH found AS MATERIALIZED (
    SELECT value ->> 'provider' AS provider, value ->> 'domain' AS domain,
           value ->> 'kind' AS kind, value ->> 'count' AS n,
           value ->> 'of' AS "of", value ->> 'subject' AS subject
    FROM json_each(:found)
),
told AS MATERIALIZED (
    SELECT *
    FROM found AS f
    WHERE kind IN ('block', 'refusing', 'provider', 'domain')
        AND NOT EXISTS (SELECT 1 FROM found AS p
                        WHERE f.domain IS NOT NULL AND p.domain IS NULL
                            AND p.provider = f.provider AND p.kind IN ('block', 'provider'))
),
left_out AS (
    SELECT coalesce(sum(n), 0) AS failed, coalesce(sum("of"), 0) AS "of"
    FROM told
    WHERE domain IS NOT NULL
),
by_day AS MATERIALIZED (
    SELECT CASE WHEN hour >= :since THEN :day ELSE day END AS day,
           coalesce(sum(n) FILTER (WHERE kept AND outcome = 'delivered' AND NOT null_sender), 0) AS delivered,
           coalesce(sum(n) FILTER (WHERE kept AND outcome <> 'delivered'), 0) AS failed,
           coalesce(sum(n) FILTER (WHERE kept), 0) AS "of"
    FROM (SELECT *, NOT EXISTS (SELECT 1 FROM told AS t WHERE t.domain IS NULL AND t.provider IS hourly.provider) AS kept
          FROM hourly
          WHERE hour >= :since - 29 * 86400 AND hour < :until
              AND (hour >= :since OR day < :day) AND +direction = 'out'
              AND outcome IN ('delivered', 'bounced', 'expired'))
    GROUP BY 1
),
days AS MATERIALIZED (
    SELECT *, day IN (date(:day, '-7 days'), date(:day, '-14 days'), date(:day, '-21 days'), date(:day, '-28 days')) AS same
    FROM by_day
    WHERE day >= date(:day, '-28 days') AND day < :day
),
known AS (
    SELECT count(*) AS days, coalesce(sum(same), 0) AS weeks
    FROM days
),
usual AS (
    SELECT min(d.delivered) AS delivered_low, max(d.delivered) AS delivered_high,
           min(CAST(d.failed AS REAL) / nullif(d."of", 0)) AS rate_low,
           max(CAST(d.failed AS REAL) / nullif(d."of", 0)) AS rate_high
    FROM days AS d
    CROSS JOIN known AS k
    WHERE d.same OR k.weeks < 3
),
today AS (
    SELECT coalesce(sum(delivered), 0) AS delivered,
           max(0, coalesce(sum(failed), 0) - (SELECT failed FROM left_out)) AS failed,
           max(0, coalesce(sum("of"), 0) - (SELECT "of" FROM left_out)) AS "of"
    FROM by_day
    WHERE day = :day
)
SELECT CASE WHEN 5 * t.delivered < 4 * u.delivered_low OR 4 * t.delivered > 5 * u.delivered_high THEN 'other'
            WHEN t.failed >= 10 AND t.failed > 1.5 * u.rate_high * t."of" THEN 'other'
            ELSE 'usual' END AS word,
       t.delivered, u.delivered_low, u.delivered_high, t.failed, t."of",
       CAST(t.failed AS REAL) / nullif(t."of", 0) AS rate, u.rate_low, u.rate_high,
       k.days, (SELECT group_concat(subject, ', ') FROM told WHERE subject IS NOT NULL) AS without,
       (SELECT group_concat(subject, ', ') FROM told WHERE domain IS NULL) AS providers,
       (SELECT group_concat(subject, ', ') FROM told WHERE domain IS NOT NULL) AS domains
FROM today AS t
CROSS JOIN usual AS u
CROSS JOIN known AS k;
