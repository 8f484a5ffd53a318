-- Hours with the most deliveries and attempts.
-- Parameters: :since, :until (unix seconds), :top (rows; default 20)
-- Example: bouncestat sql busiest-hours --since -30d --top 5
WITH by_hour AS (
    SELECT hour, sum(n) AS attempts,
           sum(n * (outcome = 'delivered')) AS delivered
    FROM hourly
    WHERE direction = 'out'
        AND hour >= coalesce(:since, 0)
        AND hour < coalesce(:until, 9223372036854775807)
    GROUP BY hour
)
SELECT datetime(hour, 'unixepoch') AS hour, attempts, delivered
FROM by_hour
ORDER BY attempts DESC, by_hour.hour
LIMIT coalesce(:top, 20);
