-- SPDX-License-Identifier: GPL-3.0-or-later

-- Where new VMs can come from now, as a backend has last found it. All organisations see the same.
CREATE TABLE providers (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    type text NOT NULL UNIQUE CHECK (char_length(type) BETWEEN 1 AND 50),
    is_default boolean NOT NULL,
    status text NOT NULL CHECK (status IN ('ok', 'unavailable')),
    message text NOT NULL DEFAULT '' CHECK (char_length(message) <= 2000),
    capabilities jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(capabilities) = 'object'),
    last_checked timestamptz NOT NULL DEFAULT now()
);

CREATE VIEW api_providers AS
    SELECT p.id, o.id AS organization_id, p.type, p.is_default, p.status, p.message, p.capabilities
    FROM providers p CROSS JOIN organizations o;

ALTER TABLE change_log DROP CONSTRAINT change_log_table_name_check;
ALTER TABLE change_log ADD CONSTRAINT change_log_table_name_check CHECK (table_name IN
    ('cloud_workspaces', 'cloud_workspace_sessions', 'repositories', 'providers'));

-- Each organisation has a log of its own. The locks are taken in one order, so that two backends
-- that write at once do not wait for each other.
CREATE FUNCTION log_provider_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    organization uuid;
    data jsonb;
BEGIN
    FOR organization IN SELECT id FROM organizations ORDER BY id LOOP
        PERFORM lock_change_log(organization);
        SELECT to_jsonb(r) INTO data FROM api_providers r
            WHERE r.id = coalesce(NEW.id, OLD.id) AND r.organization_id = organization;
        CONTINUE WHEN data IS NULL AND TG_OP <> 'DELETE';
        INSERT INTO change_log (seq, txid, table_name, organization_id, row_id, operation, row_data)
            VALUES (nextval('change_log_seq'), txid_current(), 'providers', organization,
                    coalesce(NEW.id, OLD.id), lower(TG_OP), data);
        PERFORM pg_notify('changes', organization::text);
    END LOOP;
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER log_insert_or_delete AFTER INSERT OR DELETE ON providers
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION log_provider_change();
CREATE CONSTRAINT TRIGGER log_update AFTER UPDATE ON providers
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (to_jsonb(OLD) - 'last_checked' IS DISTINCT FROM to_jsonb(NEW) - 'last_checked')
    EXECUTE FUNCTION log_provider_change();
