-- SPDX-License-Identifier: GPL-3.0-or-later

-- When a VM was told last which keys do not count any more. One that was frozen meanwhile has not
-- heard of those that were revoked since.
CREATE TABLE vm_keys_told (
    vm_id uuid PRIMARY KEY,
    organization_id uuid NOT NULL,
    told_at timestamptz NOT NULL,
    FOREIGN KEY (organization_id, vm_id) REFERENCES vms (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX api_keys_revoked_of ON api_keys (organization_id, revoked_at)
    WHERE revoked_at IS NOT NULL;

-- For how long the VM of a workspace that runs has not answered. A gap begins it anew.
CREATE TABLE unanswered_looks (
    workspace_id uuid PRIMARY KEY,
    organization_id uuid NOT NULL,
    seconds integer NOT NULL,
    looked_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (organization_id, workspace_id)
        REFERENCES cloud_workspaces (organization_id, id) ON DELETE CASCADE
);
