-- A worktree and a cloud workspace that are made together, from the moment before the first of
-- them until both are linked. What is left here after a crash is finished or taken back.
CREATE TABLE pending_creations (
    path TEXT PRIMARY KEY,
    repository_id INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
    branch TEXT NOT NULL,
    start_id TEXT NOT NULL,
    made_branch INTEGER NOT NULL,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    -- The backend may have heard of it.
    asked INTEGER NOT NULL
);
