-- Rolls the hours of days that are long over up to one bucket a day, the day's first.
-- Parameters: :hourly (unix seconds UTC; a day with an hour from there on stays)
-- Used by: src/store/prune.c
CREATE TEMP TABLE target AS
WITH long_over AS (
    SELECT day, min(hour) AS hour
    FROM main.bucket
    GROUP BY day
    HAVING max(hour) < :hourly AND count(*) > 1
)
SELECT o.day, o.hour, b.id
FROM long_over AS o
JOIN main.bucket AS b ON b.hour = o.hour AND b.day = o.day;

CREATE TEMP TABLE source AS
SELECT b.id, b.hour - t.hour AS later, t.id AS target
FROM temp.target AS t
JOIN main.bucket AS b ON b.day = t.day AND b.id <> t.id;

INSERT INTO main.tally (bucket, domain, outcome, n, first, last)
SELECT s.target, t.domain, t.outcome, sum(t.n),
       min(s.later + t.first), max(s.later + t.last)
FROM temp.source AS s
CROSS JOIN main.tally AS t ON t.bucket = s.id
WHERE true
GROUP BY s.target, t.domain, t.outcome
ON CONFLICT (bucket, domain, outcome) DO UPDATE
SET n = n + excluded.n,
    first = min(first, excluded.first),
    last = max(last, excluded.last);

INSERT INTO main.bucket_sum (bucket, outcome, n, first, last)
SELECT s.target, b.outcome, sum(b.n),
       min(s.later + b.first), max(s.later + b.last)
FROM temp.source AS s
CROSS JOIN main.bucket_sum AS b ON b.bucket = s.id
WHERE true
GROUP BY s.target, b.outcome
ON CONFLICT (bucket, outcome) DO UPDATE
SET n = n + excluded.n,
    first = min(first, excluded.first),
    last = max(last, excluded.last);

DELETE FROM main.tally WHERE bucket IN (SELECT id FROM temp.source);
DELETE FROM main.bucket_sum WHERE bucket IN (SELECT id FROM temp.source);
DELETE FROM main.bucket WHERE id IN (SELECT id FROM temp.source);
DROP TABLE temp.source;
DROP TABLE temp.target;
