ALTER TABLE customer ADD COLUMN anonymised_at BIGINT
--;
UPDATE customer SET anonymised_at = NULL
--;
ALTER TABLE customer ADD CONSTRAINT ck_customer_anonymised CHECK (anonymised_at IS NULL OR status = 'inactive')
--;
DO $$ BEGIN
  CREATE ROLE stockdesk_web NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
--;
GRANT stockdesk_web TO CURRENT_USER
--;
GRANT USAGE ON SCHEMA public TO stockdesk_web
--;
CREATE OR REPLACE FUNCTION batch_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TG_OP = 'UPDATE' THEN IF NEW.tenant_id IS NOT DISTINCT FROM OLD.tenant_id AND NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.operation IS NOT DISTINCT FROM OLD.operation AND NEW.actor_id IS NOT DISTINCT FROM OLD.actor_id AND NEW.actor_name IS NOT DISTINCT FROM OLD.actor_name AND NEW.desk_id IS NOT DISTINCT FROM OLD.desk_id AND NEW.source IS NOT DISTINCT FROM OLD.source AND NEW.request_id IS NOT DISTINCT FROM OLD.request_id AND NEW.subject_id IS NOT DISTINCT FROM OLD.subject_id AND NEW.undoes_id IS NOT DISTINCT FROM OLD.undoes_id AND NEW.at IS NOT DISTINCT FROM OLD.at AND NEW.summary IS NOT DISTINCT FROM 'did what is not told any more: personal data was removed' THEN RETURN NEW; END IF; END IF; RAISE EXCEPTION 'batch is append-only' USING ERRCODE='23514', CONSTRAINT='batch_append_only'; END $$
--;
CREATE OR REPLACE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TG_OP = 'UPDATE' THEN IF NEW.tenant_id IS NOT DISTINCT FROM OLD.tenant_id AND NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.batch_id IS NOT DISTINCT FROM OLD.batch_id AND NEW.subject_id IS NOT DISTINCT FROM OLD.subject_id AND NEW.at IS NOT DISTINCT FROM OLD.at AND NEW.before IS NOT DISTINCT FROM NULL AND NEW.after IS NOT DISTINCT FROM NULL THEN RETURN NEW; END IF; END IF; RAISE EXCEPTION 'audit_entry is append-only' USING ERRCODE='23514', CONSTRAINT='audit_entry_append_only'; END $$
--;
CREATE OR REPLACE FUNCTION event_no_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.unit_id IS NULL AND NEW.tenant_id IS NOT DISTINCT FROM OLD.tenant_id AND NEW.n IS NOT DISTINCT FROM OLD.n AND NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.batch_id IS NOT DISTINCT FROM OLD.batch_id AND NEW.subject IS NOT DISTINCT FROM OLD.subject AND NEW.subject_id IS NOT DISTINCT FROM OLD.subject_id AND NEW.unit_id IS NOT DISTINCT FROM OLD.unit_id AND NEW.status_from IS NOT DISTINCT FROM OLD.status_from AND NEW.status_to IS NOT DISTINCT FROM OLD.status_to AND NEW.bin_from IS NOT DISTINCT FROM OLD.bin_from AND NEW.bin_to IS NOT DISTINCT FROM OLD.bin_to AND NEW.action IS NOT DISTINCT FROM OLD.action AND NEW.actor IS NOT DISTINCT FROM OLD.actor AND NEW.desk_id IS NOT DISTINCT FROM OLD.desk_id AND NEW.source IS NOT DISTINCT FROM OLD.source AND NEW.reverses_n IS NOT DISTINCT FROM OLD.reverses_n AND NEW.at IS NOT DISTINCT FROM OLD.at AND NEW.reference IS NULL AND NEW.note IS NULL AND NEW.before IS NULL AND NEW.after IS NULL) IS NOT TRUE THEN RAISE EXCEPTION 'refused by event_append_only' USING ERRCODE = '23514', CONSTRAINT = 'event_append_only'; END IF;
RETURN NEW;
END $$
--;
GRANT UPDATE(summary) ON batch TO stockdesk_web
--;
GRANT UPDATE(before, after) ON audit_entry TO stockdesk_web
--;
GRANT UPDATE(reference, note, before, after) ON event TO stockdesk_web
