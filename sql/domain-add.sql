-- Adds the waiting domains, and their sums to those of the known ones.
-- Parameters: none
-- Used by: src/store/domains.c
INSERT INTO main.domain (
    id, name, delivered, relayed, deferred, bounced, expired, rejected, tempfailed)
SELECT id, name, delivered, relayed, deferred, bounced, expired, rejected,
       tempfailed
FROM temp.pending_domain
WHERE true
ON CONFLICT (id) DO UPDATE
SET delivered = delivered + excluded.delivered,
    relayed = relayed + excluded.relayed,
    deferred = deferred + excluded.deferred,
    bounced = bounced + excluded.bounced,
    expired = expired + excluded.expired,
    rejected = rejected + excluded.rejected,
    tempfailed = tempfailed + excluded.tempfailed;
