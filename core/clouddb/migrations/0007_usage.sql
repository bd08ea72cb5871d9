-- SPDX-License-Identifier: GPL-3.0-or-later

-- What the provider has given, in its own short words: "2cpu-4096mb". Empty where it has no sizes.
ALTER TABLE vms ADD size text NOT NULL DEFAULT '' CHECK (char_length(size) <= 50);

-- An event begins a span that the workspace's next event ends, so whatever crashes, no time is
-- lost or counted twice. Name, provider and size stand here because an event outlives its
-- workspace and its VM. It is written where the row is: in the transaction that changes it, while
-- that holds the row, so a workspace's events are in the order of their numbers.
ALTER TABLE usage_events
    ADD workspace_name text NOT NULL DEFAULT '',
    ADD provider_type text NOT NULL DEFAULT '',
    ADD size text NOT NULL DEFAULT '',
    ALTER created_at SET DEFAULT clock_timestamp();
CREATE INDEX usage_events_workspace ON usage_events (organization_id, workspace_id, id);

CREATE FUNCTION note_usage() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    w cloud_workspaces;
BEGIN
    IF TG_OP = 'DELETE' THEN w := OLD; ELSE w := NEW; END IF;
    -- An organisation that goes takes its events along.
    INSERT INTO usage_events (organization_id, workspace_id, vm_id, status, workspace_name,
                              provider_type, size)
        SELECT w.organization_id, w.id, w.vm_id,
               CASE WHEN TG_OP = 'DELETE' THEN 'deleted' ELSE w.status END, w.name,
               coalesce(v.provider_type, ''), coalesce(v.size, '')
        FROM organizations o LEFT JOIN vms v ON v.id = w.vm_id
        WHERE o.id = w.organization_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER note_usage AFTER INSERT OR DELETE ON cloud_workspaces
    FOR EACH ROW EXECUTE FUNCTION note_usage();
CREATE TRIGGER note_usage_change AFTER UPDATE ON cloud_workspaces FOR EACH ROW
    WHEN (OLD.status IS DISTINCT FROM NEW.status OR OLD.vm_id IS DISTINCT FROM NEW.vm_id)
    EXECUTE FUNCTION note_usage();

-- What has happened before is known from their last change on.
INSERT INTO usage_events (organization_id, workspace_id, vm_id, status, created_at, workspace_name,
                          provider_type)
    SELECT w.organization_id, w.id, w.vm_id, w.status, w.status_changed_at, w.name,
           coalesce(v.provider_type, '')
    FROM cloud_workspaces w LEFT JOIN vms v ON v.id = w.vm_id;
