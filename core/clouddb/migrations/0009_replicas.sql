-- SPDX-License-Identifier: GPL-3.0-or-later

-- What all backends of a database have to agree on.
ALTER TABLE installation
    -- The key that all its VMs trust: certificates of another one let nobody in.
    ADD authority text CHECK (char_length(authority) BETWEEN 1 AND 200),
    -- Programs that know the migration of this number work with this schema, and those that do not
    -- end. A migration that takes away what the version before it uses raises it.
    ADD compatible_from integer NOT NULL DEFAULT 9;

CREATE FUNCTION notify_schema() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('schema', '');
    RETURN NULL;
END
$$;
CREATE TRIGGER notify_schema AFTER UPDATE OF compatible_from ON installation
    FOR EACH STATEMENT EXECUTE FUNCTION notify_schema();
