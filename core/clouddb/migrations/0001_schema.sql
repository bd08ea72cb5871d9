-- SPDX-License-Identifier: GPL-3.0-or-later
-- Names of columns are part of the API: migrations write them literally, whatever the code says.

-- Names this database at the providers: VMs with this mark are its own.
CREATE TABLE installation (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    id uuid NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO installation DEFAULT VALUES;

CREATE TABLE organizations (
    id uuid PRIMARY KEY,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE users (
    id uuid PRIMARY KEY,
    external_name text NOT NULL UNIQUE CHECK (char_length(external_name) BETWEEN 1 AND 200),
    display_name text NOT NULL CHECK (char_length(display_name) <= 200),
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE memberships (
    organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    role text NOT NULL CHECK (role IN ('member', 'admin')),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, user_id)
);

CREATE TABLE api_keys (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
    hash bytea NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
    created_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz,
    revoked_at timestamptz
);

CREATE TABLE repositories (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
    name text NOT NULL CHECK (char_length(name) <= 400),
    url text NOT NULL CHECK (char_length(url) BETWEEN 1 AND 2000),
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (organization_id, url),
    UNIQUE (organization_id, id)
);

CREATE TABLE vms (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
    owner_id uuid REFERENCES users,
    placement text CHECK (placement IN ('dedicated', 'personal')),
    provider_type text NOT NULL CHECK (char_length(provider_type) BETWEEN 1 AND 50),
    provider_vm_id text CHECK (char_length(provider_vm_id) BETWEEN 1 AND 500),
    status text NOT NULL CHECK (status IN
        ('provisioning', 'running', 'suspended', 'stopped', 'error', 'terminated')),
    host_keys jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(host_keys) = 'array'),
    created_at timestamptz NOT NULL DEFAULT now(),
    last_health_check timestamptz,
    UNIQUE (provider_type, provider_vm_id),
    UNIQUE (organization_id, id),
    -- A warm VM has no owner and no placement yet.
    CHECK ((owner_id IS NULL) = (placement IS NULL))
);
CREATE UNIQUE INDEX vms_one_personal ON vms (organization_id, owner_id, provider_type)
    WHERE placement = 'personal' AND status <> 'terminated';

CREATE TABLE cloud_workspaces (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
    repository_id uuid NOT NULL,
    vm_id uuid,
    creator_id uuid NOT NULL REFERENCES users,
    placement text NOT NULL CHECK (placement IN ('dedicated', 'personal')),
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
    branch text NOT NULL CHECK (char_length(branch) BETWEEN 1 AND 200),
    status text NOT NULL CHECK (status IN
        ('provisioning', 'running', 'paused', 'stopped', 'error')),
    pending_action text CHECK (pending_action IN
        ('pause', 'resume', 'stop', 'delete', 'cancel')),
    status_message text NOT NULL DEFAULT '' CHECK (char_length(status_message) <= 2000),
    provisioned boolean NOT NULL DEFAULT false,
    step text CHECK (step IN ('creating_vm', 'waiting_for_ssh', 'cloning', 'ready')),
    step_detail text NOT NULL DEFAULT '' CHECK (char_length(step_detail) <= 200),
    step_started_at timestamptz,
    seed text NOT NULL CHECK (seed IN ('remote', 'desktop')),
    auto_stop_minutes integer NOT NULL DEFAULT 30 CHECK (auto_stop_minutes BETWEEN 5 AND 480),
    location text NOT NULL DEFAULT 'DESKTOP' CHECK (location IN ('DESKTOP', 'CLOUD')),
    github_issue_url text CHECK (char_length(github_issue_url) BETWEEN 1 AND 2000),
    pr_url text CHECK (char_length(pr_url) BETWEEN 1 AND 2000),
    last_active_at timestamptz NOT NULL DEFAULT now(),
    status_changed_at timestamptz NOT NULL DEFAULT now(),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (organization_id, id),
    -- Together with the organisation, so that no row can lead into another one's data.
    FOREIGN KEY (organization_id, repository_id) REFERENCES repositories (organization_id, id),
    FOREIGN KEY (organization_id, vm_id) REFERENCES vms (organization_id, id)
);
CREATE INDEX cloud_workspaces_newest ON cloud_workspaces (organization_id, created_at DESC);
CREATE INDEX cloud_workspaces_vm ON cloud_workspaces (vm_id);

CREATE TABLE cloud_workspace_sessions (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
    workspace_id uuid NOT NULL,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    client_type text NOT NULL CHECK (client_type IN ('desktop', 'web')),
    connected_at timestamptz NOT NULL DEFAULT now(),
    last_heartbeat_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (organization_id, workspace_id)
        REFERENCES cloud_workspaces (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX cloud_workspace_sessions_workspace ON cloud_workspace_sessions (workspace_id);
CREATE INDEX cloud_workspace_sessions_heartbeat ON cloud_workspace_sessions (last_heartbeat_at);

CREATE TABLE jobs (
    id uuid PRIMARY KEY,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
    -- No reference: a job outlives its workspace when it is the one that removes it.
    workspace_id uuid,
    kind text NOT NULL CHECK (char_length(kind) BETWEEN 1 AND 50),
    payload jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(payload) = 'object'),
    run_at timestamptz NOT NULL DEFAULT now(),
    lease_owner text,
    lease_expires_at timestamptz,
    attempts integer NOT NULL DEFAULT 0,
    last_error text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((lease_owner IS NULL) = (lease_expires_at IS NULL))
);
CREATE UNIQUE INDEX jobs_one_lease ON jobs (workspace_id) WHERE lease_owner IS NOT NULL;
CREATE INDEX jobs_due ON jobs (seq);
CREATE INDEX jobs_workspace ON jobs (workspace_id);

-- Outlives what it counts, except for the organisation.
CREATE TABLE usage_events (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
    workspace_id uuid NOT NULL,
    vm_id uuid,
    status text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX usage_events_organization ON usage_events (organization_id, created_at);

-- What the API shows of a row, in its snapshots and in the change log alike.
CREATE VIEW api_cloud_workspaces AS
    SELECT w.id, w.organization_id, w.repository_id, w.vm_id, w.creator_id, w.placement, w.name,
           w.branch, w.status, w.pending_action, w.status_message, w.step, w.step_detail,
           w.step_started_at, w.seed, w.auto_stop_minutes, w.location, w.github_issue_url,
           w.pr_url, v.provider_type, v.provider_vm_id, w.last_active_at, w.status_changed_at,
           w.created_at, w.updated_at
    FROM cloud_workspaces w LEFT JOIN vms v ON v.id = w.vm_id;

CREATE VIEW api_cloud_workspace_sessions AS
    SELECT s.id, s.organization_id, s.workspace_id, s.user_id, u.display_name AS user_name,
           s.client_type, s.connected_at
    FROM cloud_workspace_sessions s JOIN users u ON u.id = s.user_id;

CREATE VIEW api_repositories AS
    SELECT id, organization_id, name, url, created_at FROM repositories;

-- The change log.

CREATE SEQUENCE change_log_seq;

CREATE TABLE change_log (
    seq bigint PRIMARY KEY,
    txid bigint NOT NULL,
    table_name text NOT NULL CHECK (table_name IN
        ('cloud_workspaces', 'cloud_workspace_sessions', 'repositories')),
    organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
    row_id uuid NOT NULL,
    operation text NOT NULL CHECK (operation IN ('insert', 'update', 'delete')),
    row_data jsonb,
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((operation = 'delete') = (row_data IS NULL))
);
CREATE INDEX change_log_reader ON change_log (organization_id, table_name, seq);
CREATE INDEX change_log_head ON change_log (organization_id, seq);

CREATE TABLE change_log_state (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    handle uuid NOT NULL DEFAULT gen_random_uuid(),
    -- Changes up to this number have been thrown away.
    floor bigint NOT NULL DEFAULT 0
);
INSERT INTO change_log_state DEFAULT VALUES;

-- Numbers must be in the order of commits: a reader that has seen one never looks back. So the
-- triggers are deferred to the commit, and the lock, which is held until the commit is visible,
-- comes before the number. The row is read after the lock, too: under READ COMMITTED that is its
-- last state, also of what another transaction has just changed in its VM.
CREATE FUNCTION lock_change_log(organization uuid) RETURNS void LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock(1735289957, hashtext(organization::text))
$$;

CREATE FUNCTION append_change(logged_table text, organization uuid, id uuid, operation text)
RETURNS void LANGUAGE plpgsql SET timezone = 'UTC' AS $$
DECLARE
    data jsonb;
BEGIN
    IF operation <> 'delete' THEN
        EXECUTE format('SELECT to_jsonb(r) FROM %I r WHERE r.id = $1', 'api_' || logged_table)
            INTO data USING id;
        -- Removed later in this transaction, which logs that.
        IF data IS NULL THEN
            RETURN;
        END IF;
    END IF;
    -- An organisation that goes takes its log along.
    INSERT INTO change_log (seq, txid, table_name, organization_id, row_id, operation, row_data)
        SELECT nextval('change_log_seq'), txid_current(), logged_table, organization,
               append_change.id, append_change.operation, data
        FROM organizations o WHERE o.id = organization;
    PERFORM pg_notify('changes', organization::text);
END
$$;

CREATE FUNCTION log_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM lock_change_log(OLD.organization_id);
        PERFORM append_change(TG_TABLE_NAME, OLD.organization_id, OLD.id, 'delete');
    ELSE
        PERFORM lock_change_log(NEW.organization_id);
        PERFORM append_change(TG_TABLE_NAME, NEW.organization_id, NEW.id, lower(TG_OP));
    END IF;
    RETURN NULL;
END
$$;

-- A workspace shows its VM's provider.
CREATE FUNCTION log_vm_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM lock_change_log(NEW.organization_id);
    PERFORM append_change('cloud_workspaces', w.organization_id, w.id, 'update')
        FROM cloud_workspaces w WHERE w.vm_id = NEW.id;
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER log_insert_or_delete AFTER INSERT OR DELETE ON cloud_workspaces
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION log_change();
CREATE CONSTRAINT TRIGGER log_update AFTER UPDATE ON cloud_workspaces
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (to_jsonb(OLD) - 'last_active_at' IS DISTINCT FROM to_jsonb(NEW) - 'last_active_at')
    EXECUTE FUNCTION log_change();

CREATE CONSTRAINT TRIGGER log_insert_or_delete AFTER INSERT OR DELETE ON cloud_workspace_sessions
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION log_change();

CREATE CONSTRAINT TRIGGER log_change AFTER INSERT OR UPDATE OR DELETE ON repositories
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION log_change();

CREATE CONSTRAINT TRIGGER log_provider AFTER UPDATE ON vms
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.provider_type IS DISTINCT FROM NEW.provider_type
          OR OLD.provider_vm_id IS DISTINCT FROM NEW.provider_vm_id)
    EXECUTE FUNCTION log_vm_change();
