-- Metrics: what became of the mail, and the shares of it.
-- Parameters: none
-- Columns: name, value, base, unit. A share is a rate, NULL of nothing; blocked is what failed or was put off because of this server or its reputation; the base of failed and failure_rate is what was decided, of rejected, tempfailed and refused what this server refused, of all else the attempts
WITH sums AS (
    SELECT coalesce(sum(s.n) FILTER (WHERE o.outcome = 'delivered'), 0) AS delivered,
           coalesce(sum(s.n) FILTER (WHERE o.outcome = 'deferred'), 0) AS deferred,
           coalesce(sum(s.n) FILTER (WHERE o.outcome = 'bounced'), 0) AS bounced,
           coalesce(sum(s.n) FILTER (WHERE o.outcome = 'expired'), 0) AS expired,
           coalesce(sum(s.n) FILTER (WHERE o.outcome = 'rejected'), 0) AS rejected,
           coalesce(sum(s.n) FILTER (WHERE o.outcome = 'tempfailed'), 0) AS tempfailed,
           coalesce(sum(s.n) FILTER (WHERE o.direction = 'out' AND o.severity = 'block' AND o.outcome IN ('deferred', 'bounced', 'expired')), 0) AS blocked
    FROM outcome_sum AS s
    JOIN outcome AS o ON o.id = s.outcome
    WHERE o.direction <> 'probe'
),
bases AS (
    SELECT *, bounced + expired AS failed, rejected + tempfailed AS refused,
           delivered + bounced + expired AS decided,
           delivered + deferred + bounced + expired AS attempts
    FROM sums
),
named (name, value, base, unit) AS (
    SELECT 'attempts', attempts, attempts, 'number' FROM bases
    UNION ALL SELECT 'delivered', delivered, attempts, 'number' FROM bases
    UNION ALL SELECT 'deferred', deferred, attempts, 'number' FROM bases
    UNION ALL SELECT 'bounced', bounced, attempts, 'number' FROM bases
    UNION ALL SELECT 'expired', expired, attempts, 'number' FROM bases
    UNION ALL SELECT 'failed', failed, decided, 'number' FROM bases
    UNION ALL SELECT 'blocked', blocked, attempts, 'number' FROM bases
    UNION ALL SELECT 'rejected', rejected, refused, 'number' FROM bases
    UNION ALL SELECT 'tempfailed', tempfailed, refused, 'number' FROM bases
    UNION ALL SELECT 'refused', refused, refused, 'number' FROM bases
    UNION ALL SELECT 'failure_rate', CAST(failed AS REAL) / nullif(decided, 0), decided, 'rate' FROM bases
    UNION ALL SELECT 'deferral_rate', CAST(deferred AS REAL) / nullif(attempts, 0), attempts, 'rate' FROM bases
    UNION ALL SELECT 'block_rate', CAST(blocked AS REAL) / nullif(attempts, 0), attempts, 'rate' FROM bases
)
SELECT name, value, base, unit
FROM named;
