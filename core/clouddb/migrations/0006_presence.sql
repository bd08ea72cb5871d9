-- SPDX-License-Identifier: GPL-3.0-or-later

-- Somebody wants it to stay awake until then, whatever goes on in it. The database's clock counts.
ALTER TABLE cloud_workspaces ADD keep_awake_until timestamptz;

CREATE OR REPLACE VIEW api_cloud_workspaces AS
    SELECT w.id, w.organization_id, w.repository_id, w.vm_id, w.creator_id, w.placement, w.name,
           w.branch, w.status, w.pending_action, w.status_message, w.step, w.step_detail,
           w.step_started_at, w.seed, w.auto_stop_minutes, w.location, w.github_issue_url,
           w.pr_url, v.provider_type, v.provider_vm_id, w.last_active_at, w.status_changed_at,
           w.created_at, w.updated_at, w.awake_reason, w.keep_awake_until
    FROM cloud_workspaces w LEFT JOIN vms v ON v.id = w.vm_id;

-- How many workspaces may have a VM at once; NULL: as many as they like.
ALTER TABLE organizations ADD max_workspaces integer CHECK (max_workspaces >= 0);
CREATE INDEX cloud_workspaces_active ON cloud_workspaces (organization_id)
    WHERE status IN ('provisioning', 'running', 'paused') OR pending_action = 'resume';
