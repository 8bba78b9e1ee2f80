DO $$ BEGIN
  CREATE ROLE stockdesk_web NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
--;
GRANT stockdesk_web TO CURRENT_USER
--;
GRANT USAGE ON SCHEMA public TO stockdesk_web
--;
CREATE TABLE corrected_step (
	tenant_id BIGINT NOT NULL, 
	movement_id TEXT NOT NULL, 
	batch_id TEXT NOT NULL, 
	position BIGINT NOT NULL, 
	CONSTRAINT pk_corrected_step PRIMARY KEY (tenant_id, movement_id), 
	CONSTRAINT fk_corrected_step_movement FOREIGN KEY(tenant_id, movement_id) REFERENCES movement (tenant_id, id), 
	CONSTRAINT fk_corrected_step_batch FOREIGN KEY(tenant_id, batch_id) REFERENCES batch (tenant_id, id) DEFERRABLE INITIALLY DEFERRED
)
--;
CREATE INDEX ix_corrected_step_row ON corrected_step (tenant_id, batch_id, position)
--;
CREATE FUNCTION corrected_step_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'corrected_step is append-only' USING ERRCODE='23514', CONSTRAINT='corrected_step_append_only'; END $$
--;
CREATE TRIGGER corrected_step_no_change BEFORE UPDATE OR DELETE ON corrected_step FOR EACH ROW EXECUTE FUNCTION corrected_step_refuse()
--;
CREATE TRIGGER corrected_step_no_truncate BEFORE TRUNCATE ON corrected_step EXECUTE FUNCTION corrected_step_refuse()
--;
GRANT SELECT, INSERT ON corrected_step TO stockdesk_web
