-- What became of recipients and messages: one row of sums.
-- Parameters: :dated (1: about a period of a database)
-- Columns: bounces and other mail with the null sender are in the columns null_* only. waiting is about now, and without a period about what was counted; rate is (bounced + expired) of (delivered + bounced + expired), NULL if there were none
WITH mail AS (
    SELECT o.outcome, o.again, o.first, o.null_sender, s.n
    FROM outcome_sum AS s
    JOIN outcome AS o ON o.id = s.outcome
    WHERE +o.direction = 'out' -- by the sums: an index of outcomes is no help
),
fates AS (
    SELECT coalesce(sum(n) FILTER (WHERE outcome = 'delivered' AND NOT null_sender), 0) AS delivered,
           coalesce(sum(n) FILTER (WHERE outcome = 'bounced' AND NOT null_sender), 0) AS bounced,
           coalesce(sum(n) FILTER (WHERE outcome = 'expired' AND NOT null_sender), 0) AS expired,
           coalesce(sum(n) FILTER (WHERE first AND NOT null_sender), 0) AS messages_failed,
           coalesce(sum(n) FILTER (WHERE outcome = 'deferred'), 0) AS deferred,
           coalesce(sum(n) FILTER (WHERE outcome = 'deferred' AND NOT again), 0) AS deferred_recipients,
           coalesce(sum(n) FILTER (WHERE outcome IN ('delivered', 'relayed') AND again), 0) AS came_through,
           coalesce(sum(n) FILTER (WHERE outcome IN ('bounced', 'expired') AND again), 0) AS failed_later,
           coalesce(sum(n) FILTER (WHERE outcome = 'relayed'), 0) AS relayed,
           coalesce(sum(n) FILTER (WHERE outcome = 'delivered' AND null_sender), 0) AS null_delivered,
           coalesce(sum(n) FILTER (WHERE outcome = 'bounced' AND null_sender), 0) AS null_bounced,
           coalesce(sum(n) FILTER (WHERE outcome = 'expired' AND null_sender), 0) AS null_expired
    FROM mail
)
SELECT messages_failed, delivered, bounced, expired, bounced + expired AS failed,
       nullif(delivered + bounced + expired, 0) AS "of",
       CAST(bounced + expired AS REAL) / nullif(delivered + bounced + expired, 0) AS rate,
       CASE
           WHEN :dated THEN (SELECT count(*) FROM waiting)
           ELSE max(deferred_recipients - came_through - failed_later, 0)
       END AS waiting,
       deferred, deferred_recipients, came_through, failed_later, relayed,
       null_delivered, null_bounced, null_expired,
       null_bounced + null_expired AS null_failed
FROM fates;
