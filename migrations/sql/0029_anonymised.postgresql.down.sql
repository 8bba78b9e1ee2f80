CREATE OR REPLACE FUNCTION batch_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'batch is append-only' USING ERRCODE='23514', CONSTRAINT='batch_append_only'; END $$
--;
CREATE OR REPLACE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'audit_entry is append-only' USING ERRCODE='23514', CONSTRAINT='audit_entry_append_only'; END $$
--;
CREATE OR REPLACE FUNCTION event_no_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (1 = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by event_append_only' USING ERRCODE = '23514', CONSTRAINT = 'event_append_only'; END IF;
RETURN NEW;
END $$
--;
REVOKE UPDATE(summary) ON batch FROM stockdesk_web
--;
REVOKE UPDATE(before, after) ON audit_entry FROM stockdesk_web
--;
REVOKE UPDATE(reference, note, before, after) ON event FROM stockdesk_web
--;
ALTER TABLE customer DROP COLUMN anonymised_at
