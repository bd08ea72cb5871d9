-- SPDX-License-Identifier: GPL-3.0-or-later

-- What somebody is called in an organisation is that organisation's own: another one, which knows
-- their external name, learns nothing of it. users.display_name is what the previous version shows
-- and goes with it; who is new has the external name there.
ALTER TABLE memberships
    ADD display_name text NOT NULL DEFAULT '' CHECK (char_length(display_name) <= 200);
UPDATE memberships m SET display_name = u.display_name FROM users u WHERE u.id = m.user_id;

-- Who is not named is called by their external name. The previous version writes a new user's name
-- beside the user, in this transaction; a user who is older was named by somebody else.
CREATE FUNCTION name_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.display_name := coalesce(
        (SELECT CASE WHEN u.created_at = now() THEN u.display_name ELSE u.external_name END
         FROM users u WHERE u.id = NEW.user_id), '');
    RETURN NEW;
END
$$;
CREATE TRIGGER name_member BEFORE INSERT ON memberships
    FOR EACH ROW WHEN (NEW.display_name = '') EXECUTE FUNCTION name_member();

-- Who has left may be present for a while.
CREATE OR REPLACE VIEW api_cloud_workspace_sessions AS
    SELECT s.id, s.organization_id, s.workspace_id, s.user_id,
           coalesce(m.display_name, u.external_name) AS user_name, s.client_type, s.connected_at,
           CASE WHEN w.placement = 'personal' THEN w.creator_id END AS private_to
    FROM cloud_workspace_sessions s
    JOIN users u ON u.id = s.user_id
    JOIN cloud_workspaces w ON w.id = s.workspace_id
    LEFT JOIN memberships m ON m.organization_id = s.organization_id AND m.user_id = s.user_id;

-- As in 0005, of the membership.
DROP TRIGGER log_name ON users;
DROP FUNCTION log_user_change();
CREATE FUNCTION log_member_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    organization uuid := coalesce(NEW.organization_id, OLD.organization_id);
    member uuid := coalesce(NEW.user_id, OLD.user_id);
BEGIN
    IF EXISTS (SELECT FROM cloud_workspace_sessions s
               WHERE s.organization_id = organization AND s.user_id = member) THEN
        PERFORM lock_change_log(organization);
        PERFORM log_row('cloud_workspace_sessions', organization, s.id)
            FROM cloud_workspace_sessions s
            WHERE s.organization_id = organization AND s.user_id = member;
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER log_insert_or_delete AFTER INSERT OR DELETE ON memberships
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION log_member_change();
CREATE CONSTRAINT TRIGGER log_name AFTER UPDATE ON memberships
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.display_name IS DISTINCT FROM NEW.display_name) EXECUTE FUNCTION log_member_change();
