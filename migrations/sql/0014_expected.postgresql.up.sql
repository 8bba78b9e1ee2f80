DO $$ BEGIN
  CREATE ROLE stockdesk_web NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
--;
GRANT stockdesk_web TO CURRENT_USER
--;
GRANT USAGE ON SCHEMA public TO stockdesk_web
--;
CREATE TABLE expected_line (
	tenant_id BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	intake_id TEXT NOT NULL, 
	position BIGINT NOT NULL, 
	variant_id TEXT NOT NULL, 
	warehouse_id TEXT NOT NULL, 
	bin_id TEXT, 
	serial TEXT, 
	serial_norm TEXT, 
	lot_number TEXT, 
	lot_expires_on TEXT, 
	qty BIGINT NOT NULL, 
	cost BIGINT, 
	condition TEXT, 
	created_at BIGINT NOT NULL, 
	CONSTRAINT pk_expected_line PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_expected_line_intake FOREIGN KEY(tenant_id, intake_id) REFERENCES intake (tenant_id, id), 
	CONSTRAINT fk_expected_line_variant FOREIGN KEY(tenant_id, variant_id) REFERENCES variant (tenant_id, id), 
	CONSTRAINT fk_expected_line_warehouse FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id), 
	CONSTRAINT fk_expected_line_bin FOREIGN KEY(tenant_id, bin_id) REFERENCES bin (tenant_id, id), 
	CONSTRAINT ck_expected_line_qty CHECK (qty BETWEEN 1 AND 1000000000), 
	CONSTRAINT ck_expected_line_cost CHECK (cost BETWEEN 0 AND 10000000000000), 
	CONSTRAINT ck_expected_line_norm CHECK ((serial IS NULL) = (serial_norm IS NULL)), 
	CONSTRAINT ck_expected_line_serial CHECK (serial IS NULL OR (qty = 1 AND lot_number IS NULL)), 
	CONSTRAINT ck_expected_line_serial_size CHECK (length(serial) <= 256), 
	CONSTRAINT ck_expected_line_lot CHECK (length(lot_number) <= 128), 
	CONSTRAINT ck_expected_line_condition CHECK (length(condition) <= 500)
)
--;
CREATE INDEX ix_expected_line_serial ON expected_line (tenant_id, serial_norm, intake_id) WHERE serial_norm IS NOT NULL
--;
CREATE INDEX ix_expected_line_variant ON expected_line (tenant_id, intake_id, variant_id)
--;
CREATE UNIQUE INDEX uq_expected_line_position ON expected_line (tenant_id, intake_id, position)
--;
CREATE TABLE expected_step (
	tenant_id BIGINT NOT NULL, 
	movement_id TEXT NOT NULL, 
	line_id TEXT NOT NULL, 
	CONSTRAINT pk_expected_step PRIMARY KEY (tenant_id, movement_id), 
	CONSTRAINT fk_expected_step_movement FOREIGN KEY(tenant_id, movement_id) REFERENCES movement (tenant_id, id), 
	CONSTRAINT fk_expected_step_line FOREIGN KEY(tenant_id, line_id) REFERENCES expected_line (tenant_id, id)
)
--;
CREATE INDEX ix_expected_step_line ON expected_step (tenant_id, line_id)
--;
CREATE FUNCTION expected_line_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'expected_line is append-only' USING ERRCODE='23514', CONSTRAINT='expected_line_append_only'; END $$
--;
CREATE TRIGGER expected_line_no_change BEFORE UPDATE OR DELETE ON expected_line FOR EACH ROW EXECUTE FUNCTION expected_line_refuse()
--;
CREATE TRIGGER expected_line_no_truncate BEFORE TRUNCATE ON expected_line EXECUTE FUNCTION expected_line_refuse()
--;
CREATE FUNCTION expected_step_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'expected_step is append-only' USING ERRCODE='23514', CONSTRAINT='expected_step_append_only'; END $$
--;
CREATE TRIGGER expected_step_no_change BEFORE UPDATE OR DELETE ON expected_step FOR EACH ROW EXECUTE FUNCTION expected_step_refuse()
--;
CREATE TRIGGER expected_step_no_truncate BEFORE TRUNCATE ON expected_step EXECUTE FUNCTION expected_step_refuse()
--;
GRANT SELECT, INSERT ON expected_line TO stockdesk_web
--;
GRANT SELECT, INSERT ON expected_step TO stockdesk_web
