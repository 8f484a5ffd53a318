-- Has everything been read of this compressed file?
-- Parameters: :device, :inode, :size, :modified
-- Used by: src/store/known.c
SELECT 1
FROM main.seen
WHERE device = :device AND inode = :inode
  AND size = :size AND modified = :modified;
