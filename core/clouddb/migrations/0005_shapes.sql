-- SPDX-License-Identifier: GPL-3.0-or-later

-- Who writes now logs by the old rules, and is waited for.
LOCK TABLE organizations, users, repositories, vms, cloud_workspaces, cloud_workspace_sessions,
    providers, change_log IN SHARE ROW EXCLUSIVE MODE;

-- What the log has last said of each row. With it the log says exactly what has changed: nothing
-- twice, and of every change what was before. So a reader of some rows learns of a row that is
-- none of them any more, and rows can be shown as they were at an earlier offset.
CREATE TABLE logged_rows (
    organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
    table_name text NOT NULL,
    row_id uuid NOT NULL,
    data jsonb NOT NULL,
    PRIMARY KEY (organization_id, table_name, row_id)
);

ALTER TABLE change_log
    ADD old_data jsonb,
    DROP CONSTRAINT change_log_table_name_check;
ALTER TABLE change_log ADD CONSTRAINT change_log_table_name_check CHECK (table_name IN
    ('cloud_workspaces', 'cloud_workspace_sessions', 'repositories', 'providers', 'vms'));

-- Changes of an organisation up to this number have been thrown away. (The floor that all share,
-- in change_log_state, counts as well: the previous version raises that one.)
CREATE TABLE change_log_floors (
    organization_id uuid PRIMARY KEY REFERENCES organizations ON DELETE CASCADE,
    floor bigint NOT NULL
);

-- "private_to": whose alone a row is. Nobody is shown this column.
CREATE VIEW api_vms AS
    SELECT id, organization_id, owner_id, placement, provider_type, provider_vm_id, status,
           host_keys, created_at,
           CASE WHEN placement = 'personal' THEN owner_id END AS private_to
    FROM vms;

CREATE OR REPLACE VIEW api_cloud_workspace_sessions AS
    SELECT s.id, s.organization_id, s.workspace_id, s.user_id, u.display_name AS user_name,
           s.client_type, s.connected_at,
           CASE WHEN w.placement = 'personal' THEN w.creator_id END AS private_to
    FROM cloud_workspace_sessions s
    JOIN users u ON u.id = s.user_id
    JOIN cloud_workspaces w ON w.id = s.workspace_id;

-- The caller holds the organisation's lock (lock_change_log): see 0001.
CREATE FUNCTION log_row(logged_table text, organization uuid, id uuid)
RETURNS void LANGUAGE plpgsql SET timezone = 'UTC' AS $$
DECLARE
    before jsonb;
    after jsonb;
BEGIN
    EXECUTE format('SELECT to_jsonb(r) FROM %I r WHERE r.organization_id = $1 AND r.id = $2',
                   'api_' || logged_table) INTO after USING organization, log_row.id;
    SELECT l.data INTO before FROM logged_rows l WHERE l.organization_id = organization
        AND l.table_name = logged_table AND l.row_id = log_row.id;
    IF before IS NOT DISTINCT FROM after THEN
        RETURN;
    END IF;
    IF after IS NULL THEN
        DELETE FROM logged_rows l WHERE l.organization_id = organization
            AND l.table_name = logged_table AND l.row_id = log_row.id;
    ELSE
        INSERT INTO logged_rows VALUES (organization, logged_table, log_row.id, after)
            ON CONFLICT ON CONSTRAINT logged_rows_pkey DO UPDATE SET data = excluded.data;
    END IF;
    -- An organisation that goes takes its log along.
    INSERT INTO change_log
            (seq, txid, table_name, organization_id, row_id, operation, row_data, old_data)
        SELECT nextval('change_log_seq'), txid_current(), logged_table, organization, log_row.id,
               CASE WHEN before IS NULL THEN 'insert' WHEN after IS NULL THEN 'delete'
                    ELSE 'update' END, after, before
        FROM organizations o WHERE o.id = organization;
    PERFORM pg_notify('changes', organization::text);
END
$$;

CREATE OR REPLACE FUNCTION log_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM lock_change_log(coalesce(NEW.organization_id, OLD.organization_id));
    PERFORM log_row(TG_TABLE_NAME, coalesce(NEW.organization_id, OLD.organization_id),
                    coalesce(NEW.id, OLD.id));
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION log_vm_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM lock_change_log(NEW.organization_id);
    PERFORM log_row('cloud_workspaces', w.organization_id, w.id)
        FROM cloud_workspaces w WHERE w.vm_id = NEW.id;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION log_provider_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    organization uuid;
BEGIN
    FOR organization IN SELECT id FROM organizations ORDER BY id LOOP
        PERFORM lock_change_log(organization);
        PERFORM log_row('providers', organization, coalesce(NEW.id, OLD.id));
    END LOOP;
    RETURN NULL;
END
$$;

DROP FUNCTION append_change(text, uuid, uuid, text);

-- A new organisation sees the providers, too.
CREATE FUNCTION log_new_organization() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM lock_change_log(NEW.id);
    PERFORM log_row('providers', NEW.id, p.id) FROM providers p;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER log_insert AFTER INSERT ON organizations
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION log_new_organization();

-- Who is present has a name. The locks are taken in one order.
CREATE FUNCTION log_user_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    organization uuid;
BEGIN
    FOR organization IN SELECT DISTINCT s.organization_id FROM cloud_workspace_sessions s
            WHERE s.user_id = NEW.id ORDER BY s.organization_id LOOP
        PERFORM lock_change_log(organization);
        PERFORM log_row('cloud_workspace_sessions', organization, s.id)
            FROM cloud_workspace_sessions s
            WHERE s.user_id = NEW.id AND s.organization_id = organization;
    END LOOP;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER log_name AFTER UPDATE ON users
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.display_name IS DISTINCT FROM NEW.display_name) EXECUTE FUNCTION log_user_change();

CREATE CONSTRAINT TRIGGER log_insert_or_delete AFTER INSERT OR DELETE ON vms
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION log_change();
CREATE CONSTRAINT TRIGGER log_update AFTER UPDATE ON vms
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (to_jsonb(OLD) - 'last_health_check' IS DISTINCT FROM to_jsonb(NEW) - 'last_health_check')
    EXECUTE FUNCTION log_change();

-- Called after migrations, which may give a view another shape.
CREATE FUNCTION refresh_logged_rows() RETURNS void LANGUAGE plpgsql SET timezone = 'UTC' AS $$
DECLARE
    logged_table text;
BEGIN
    LOCK TABLE logged_rows IN SHARE ROW EXCLUSIVE MODE;
    FOREACH logged_table IN ARRAY ARRAY['cloud_workspaces', 'cloud_workspace_sessions',
                                        'repositories', 'providers', 'vms'] LOOP
        EXECUTE format('INSERT INTO logged_rows '
                       'SELECT r.organization_id, %L, r.id, to_jsonb(r) FROM %I r '
                       'ON CONFLICT ON CONSTRAINT logged_rows_pkey '
                       'DO UPDATE SET data = excluded.data WHERE logged_rows.data <> excluded.data',
                       logged_table, 'api_' || logged_table);
    END LOOP;
END
$$;
