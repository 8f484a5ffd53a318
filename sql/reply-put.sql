-- Adds a reply, or finds it, and gives its id; no row if it is new and there is no room.
-- Parameters: :id (in memory its number, in a database file NULL), :text, :room (new ones that may be added)
-- Used by: src/store/write.c
INSERT INTO main.reply (id, text)
SELECT :id, :text
WHERE :room > 0 OR EXISTS (SELECT 1 FROM main.reply WHERE text = :text)
ON CONFLICT (text) DO UPDATE SET text = excluded.text
RETURNING id;
