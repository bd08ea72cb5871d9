-- SPDX-License-Identifier: GPL-3.0-or-later

-- A key ends with the membership that it was made for, and does not come back with another one.
CREATE FUNCTION revoke_keys_of_leaver() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE api_keys SET revoked_at = now()
        WHERE organization_id = OLD.organization_id AND user_id = OLD.user_id
        AND revoked_at IS NULL;
    RETURN NULL;
END
$$;
CREATE TRIGGER revoke_keys AFTER DELETE ON memberships
    FOR EACH ROW EXECUTE FUNCTION revoke_keys_of_leaver();

-- What was revoked lately: certificates that it got may still open a VM.
CREATE INDEX api_keys_revoked ON api_keys (revoked_at) WHERE revoked_at IS NOT NULL;

-- Backends remember for some seconds which keys count and which do not; a new one is told, too.
DROP TRIGGER notify_keys ON api_keys;
CREATE TRIGGER notify_keys AFTER INSERT OR UPDATE OF revoked_at OR DELETE ON api_keys
    FOR EACH STATEMENT EXECUTE FUNCTION notify_keys();
DROP TRIGGER notify_keys ON memberships;
CREATE TRIGGER notify_keys AFTER INSERT OR UPDATE OR DELETE ON memberships
    FOR EACH STATEMENT EXECUTE FUNCTION notify_keys();
