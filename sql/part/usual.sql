-- What is usual: rates by day, those to compare with, their median and how far from it the days are.
-- Parameters: :day (the date of the day reported)
-- Used by: files of sql/finding/, between a table by_day (subject, day, failed, "of") and what reads centre and spread
days AS MATERIALIZED (
    SELECT subject, day, CAST(failed AS REAL) / "of" AS rate,
           day IN (date(:day, '-7 days'), date(:day, '-14 days'), date(:day, '-21 days'), date(:day, '-28 days')) AS same
    FROM by_day
    WHERE day >= date(:day, '-28 days') AND day < :day AND "of" >= 20
),
known AS (
    SELECT subject, sum(same) AS weeks, count(*) AS days
    FROM days
    GROUP BY subject
),
-- The days to compare with: the same weekday or, if there are too few, all.
base AS (
    SELECT d.subject, d.rate,
           row_number() OVER (PARTITION BY d.subject ORDER BY d.rate) AS place,
           count(*) OVER (PARTITION BY d.subject) AS size
    FROM days AS d
    JOIN known AS k ON k.subject = d.subject
    WHERE k.days >= 7 AND (d.same OR k.weeks < 3)
),
centre AS (
    SELECT subject, avg(rate) FILTER (WHERE place * 2 BETWEEN size AND size + 2) AS rate,
           min(rate) AS low, max(rate) AS high
    FROM base
    GROUP BY subject
),
-- The usual distance from there, of all days: four would tell too little.
distance AS (
    SELECT d.subject, abs(d.rate - c.rate) AS off,
           row_number() OVER (PARTITION BY d.subject ORDER BY abs(d.rate - c.rate)) AS place,
           count(*) OVER (PARTITION BY d.subject) AS size
    FROM days AS d
    JOIN centre AS c ON c.subject = d.subject
),
spread AS (
    SELECT subject, 1.4826 * avg(off) FILTER (WHERE place * 2 BETWEEN size AND size + 2) AS off
    FROM distance
    GROUP BY subject
),
