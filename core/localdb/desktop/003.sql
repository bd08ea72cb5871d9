-- The workspace's id is chosen here, so that one that was made without our hearing of it can be
-- told from what others have made of the same branch.
ALTER TABLE pending_creations ADD COLUMN workspace_id TEXT NOT NULL DEFAULT '';
ALTER TABLE pending_creations DROP COLUMN name;
