-- Delivery attempts for a recipient, refusals by this server and address probes.
-- Type: counter
-- Parameters: none
WITH known (direction, outcome) AS (
    VALUES ('out', 'delivered'), ('out', 'relayed'), ('out', 'deferred'),
           ('out', 'bounced'), ('out', 'expired'),
           ('in', 'rejected'), ('in', 'tempfailed'),
           ('probe', 'delivered'), ('probe', 'deferred'), ('probe', 'bounced')
),
counted AS (
    SELECT o.direction, o.outcome, sum(s.n) AS n
    FROM outcome_sum AS s
    JOIN outcome AS o ON o.id = s.outcome
    GROUP BY o.direction, o.outcome
)
SELECT direction, outcome, sum(n) AS value
FROM (SELECT direction, outcome, 0 AS n FROM known
      UNION ALL
      SELECT direction, outcome, n FROM counted)
GROUP BY direction, outcome
ORDER BY direction, outcome;
