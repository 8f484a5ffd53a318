-- Remembers a recipient that waits.
-- Parameters: :recipient, :message (hashes), :place, :since, :last (unix seconds UTC), :domain, :class, :severity, :provider, :text
-- Used by: src/store/fates.c
INSERT INTO main.waiting (
    recipient, message, place, since, last, domain, class, severity, provider,
    text)
VALUES (
    :recipient, :message, :place, :since, :last, :domain, :class, :severity,
    :provider, :text)
ON CONFLICT (recipient) DO UPDATE
SET message = excluded.message, place = excluded.place, since = excluded.since,
    last = excluded.last, domain = excluded.domain, class = excluded.class,
    severity = excluded.severity, provider = excluded.provider,
    text = excluded.text;
