-- Remembers that everything has been read of a compressed file.
-- Parameters: :device, :inode, :size, :modified
-- Used by: src/store/known.c
INSERT INTO main.seen (device, inode, size, modified)
VALUES (:device, :inode, :size, :modified)
ON CONFLICT (device, inode) DO UPDATE
SET size = excluded.size, modified = excluded.modified;
