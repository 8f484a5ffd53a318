-- The head of a report: one row. summary names the word that says it all, NULL if there is more to report.
-- Parameters: :dated (1: about a period of a database, whose lines have no time)
-- Columns: path is of the first input with lines of a mail program, more the number of the others
WITH mail AS (
    SELECT coalesce(sum(s.n), 0) AS n,
           coalesce(sum(s.n) FILTER (WHERE o.direction = 'out' AND o.outcome = 'delivered'), 0) AS delivered,
           coalesce(sum(s.n) FILTER (WHERE o.direction = 'out' AND o.outcome IN ('delivered', 'relayed')), 0) AS good,
           min(s.first_seen) AS first_seen,
           max(s.last_seen) AS last_seen
    FROM outcome_sum AS s
    JOIN outcome AS o ON o.id = s.outcome
),
read AS (
    SELECT count(*) AS inputs,
           coalesce(sum(matched_lines + ignored_lines + unmatched_lines + foreign_lines), 0) AS lines,
           CASE WHEN :dated THEN 0 ELSE coalesce(sum(unmatched_lines), 0) END AS unmatched,
           coalesce(sum(events), 0) AS events
    FROM input
),
seen AS (
    SELECT DISTINCT o.host, o.mta
    FROM outcome_sum AS s
    JOIN outcome AS o ON o.id = s.outcome
),
hosts AS (
    SELECT count(DISTINCT host) AS n FROM seen
)
SELECT CASE
           WHEN read.lines = 0 AND mail.n = 0 THEN 'empty'
           WHEN mail.n = 0 AND :dated THEN 'idle'
           WHEN mail.n = 0 AND read.events > 0 THEN 'filtered'
           WHEN mail.n = 0 AND read.unmatched > 0 THEN NULL
           WHEN mail.n = 0 THEN 'harmless'
           WHEN mail.delivered > 0 AND mail.good = mail.n
               AND read.unmatched = 0 THEN 'quiet'
       END AS summary,
       (SELECT path FROM input
        ORDER BY matched_lines + ignored_lines + unmatched_lines = 0, id
        LIMIT 1) AS path,
       max(read.inputs - 1, 0) AS more,
       CASE WHEN :dated THEN NULL ELSE read.lines END AS lines, read.unmatched,
       mail.delivered,
       mail.first_seen, mail.last_seen,
       (SELECT group_concat(name, ', ')
        FROM (SELECT DISTINCT upper(substr(mta, 1, 1)) || substr(mta, 2) AS name
              FROM seen WHERE mta IS NOT NULL ORDER BY 1)) AS mtas,
       hosts.n AS host_count,
       (SELECT group_concat(host, ', ')
        FROM (SELECT DISTINCT host
              FROM seen WHERE host IS NOT NULL ORDER BY host LIMIT 3))
           || CASE WHEN hosts.n > 3 THEN ', …' ELSE '' END AS hosts
FROM mail, read, hosts;
