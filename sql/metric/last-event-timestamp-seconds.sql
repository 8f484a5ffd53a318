-- When the last event happened.
-- Type: gauge
-- Parameters: none
SELECT max(s.last_seen) AS value
FROM outcome_sum AS s;
