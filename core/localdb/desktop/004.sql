-- Ports of cloud workspaces that the user has forwarded, and where on this computer each is.
CREATE TABLE forwarded_ports (
    workspace_id TEXT NOT NULL,
    port INTEGER NOT NULL,
    local_port INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, port)
);
