-- Cloud workspaces whose programs may use this computer's ssh-agent.
CREATE TABLE agent_workspaces (
    workspace_id TEXT PRIMARY KEY
);
