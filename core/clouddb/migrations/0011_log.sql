-- SPDX-License-Identifier: GPL-3.0-or-later

-- What the API shows of a row now. A statement for each table, so that a connection plans it once:
-- planned anew for every change, it took most of the time under the log's lock.
CREATE FUNCTION shown_row(logged_table text, organization uuid, row_id uuid)
RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
    CASE logged_table
    WHEN 'cloud_workspaces' THEN
        RETURN (SELECT to_jsonb(r) FROM api_cloud_workspaces r
                WHERE r.organization_id = organization AND r.id = shown_row.row_id);
    WHEN 'cloud_workspace_sessions' THEN
        RETURN (SELECT to_jsonb(r) FROM api_cloud_workspace_sessions r
                WHERE r.organization_id = organization AND r.id = shown_row.row_id);
    WHEN 'repositories' THEN
        RETURN (SELECT to_jsonb(r) FROM api_repositories r
                WHERE r.organization_id = organization AND r.id = shown_row.row_id);
    WHEN 'providers' THEN
        RETURN (SELECT to_jsonb(r) FROM api_providers r
                WHERE r.organization_id = organization AND r.id = shown_row.row_id);
    WHEN 'vms' THEN
        RETURN (SELECT to_jsonb(r) FROM api_vms r
                WHERE r.organization_id = organization AND r.id = shown_row.row_id);
    END CASE;
END
$$;

-- As in 0005, but for that.
CREATE OR REPLACE FUNCTION log_row(logged_table text, organization uuid, id uuid)
RETURNS void LANGUAGE plpgsql SET timezone = 'UTC' AS $$
DECLARE
    before jsonb;
    after jsonb;
BEGIN
    after := shown_row(logged_table, organization, id);
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
