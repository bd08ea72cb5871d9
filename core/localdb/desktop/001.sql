-- What one desktop keeps. A statement ends with a semicolon at the end of a line.

CREATE TABLE repositories (
    id INTEGER PRIMARY KEY,
    folder TEXT NOT NULL UNIQUE,
    added_at TEXT NOT NULL
);

-- Worktrees on this computer about which there is something to remember.
CREATE TABLE workspaces (
    path TEXT PRIMARY KEY,
    repository_id INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
    cloud_workspace_id TEXT,
    -- The user has let this computer send commits that no remote has.
    send_unpushed INTEGER NOT NULL DEFAULT 0,
    cloud_sync_enabled INTEGER NOT NULL DEFAULT 1,
    checked_at TEXT
);

-- The mirror: what the stream of each backend has told. A row is a JSON object of the columns as
-- they came, so that a column that a newer backend adds needs no migration here.
CREATE TABLE cloud_workspaces (
    source TEXT NOT NULL,
    id TEXT NOT NULL,
    columns TEXT NOT NULL,
    PRIMARY KEY (source, id)
);

CREATE TABLE shape_positions (
    source TEXT PRIMARY KEY,
    handle TEXT NOT NULL,
    position TEXT NOT NULL
);

CREATE TABLE cloud_repositories (
    source TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    PRIMARY KEY (source, id)
);

CREATE TABLE window_state (
    key TEXT PRIMARY KEY,
    value BLOB NOT NULL
);
