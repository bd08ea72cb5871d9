-- SPDX-License-Identifier: GPL-3.0-or-later

-- What keeps a workspace awake: the name of a program, from its VM. How long somebody has watched
-- it being quiet in its present state is counted here and not told by clocks, which jump.
ALTER TABLE cloud_workspaces
    ADD awake_reason text NOT NULL DEFAULT '' CHECK (char_length(awake_reason) <= 40),
    ADD quiet_seconds integer NOT NULL DEFAULT 0 CHECK (quiet_seconds >= 0),
    ADD watched_at timestamptz;
CREATE INDEX cloud_workspaces_watched ON cloud_workspaces (watched_at)
    WHERE status IN ('running', 'paused');

CREATE OR REPLACE VIEW api_cloud_workspaces AS
    SELECT w.id, w.organization_id, w.repository_id, w.vm_id, w.creator_id, w.placement, w.name,
           w.branch, w.status, w.pending_action, w.status_message, w.step, w.step_detail,
           w.step_started_at, w.seed, w.auto_stop_minutes, w.location, w.github_issue_url,
           w.pr_url, v.provider_type, v.provider_vm_id, w.last_active_at, w.status_changed_at,
           w.created_at, w.updated_at, w.awake_reason
    FROM cloud_workspaces w LEFT JOIN vms v ON v.id = w.vm_id;

-- Clients show when a workspace pauses, so they are told of last_active_at. It is written at most
-- once a minute.
DROP TRIGGER log_update ON cloud_workspaces;
CREATE CONSTRAINT TRIGGER log_update AFTER UPDATE ON cloud_workspaces
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (to_jsonb(OLD) - '{quiet_seconds,watched_at}'::text[]
          IS DISTINCT FROM to_jsonb(NEW) - '{quiet_seconds,watched_at}'::text[])
    EXECUTE FUNCTION log_change();

-- Where a provider keeps this database's VMs, where that is one place: another place of the same
-- kind does not know them.
CREATE TABLE provider_places (
    provider_type text PRIMARY KEY CHECK (char_length(provider_type) BETWEEN 1 AND 50),
    place text NOT NULL CHECK (char_length(place) BETWEEN 1 AND 200),
    created_at timestamptz NOT NULL DEFAULT now()
);

-- Who holds a connection open asks again whether its key still counts.
CREATE FUNCTION notify_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('keys', '');
    RETURN NULL;
END
$$;
CREATE TRIGGER notify_keys AFTER UPDATE OF revoked_at OR DELETE ON api_keys
    FOR EACH STATEMENT EXECUTE FUNCTION notify_keys();
CREATE TRIGGER notify_keys AFTER UPDATE OR DELETE ON memberships
    FOR EACH STATEMENT EXECUTE FUNCTION notify_keys();
