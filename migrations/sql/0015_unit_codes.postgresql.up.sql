DO $$ BEGIN
  CREATE ROLE stockdesk_web NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
--;
GRANT stockdesk_web TO CURRENT_USER
--;
GRANT USAGE ON SCHEMA public TO stockdesk_web
--;
CREATE TABLE unit_code (
	tenant_id BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	unit_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	code TEXT NOT NULL, 
	code_norm TEXT NOT NULL, 
	current BIGINT NOT NULL, 
	created_at BIGINT NOT NULL, 
	CONSTRAINT pk_unit_code PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_unit_code_unit FOREIGN KEY(tenant_id, unit_id) REFERENCES unit (tenant_id, id), 
	CONSTRAINT unit_code_kind_word CHECK (kind IN ('asset_tag', 'imei', 'other', 'serial')), 
	CONSTRAINT unit_code_current_flag CHECK (current IN (0, 1)), 
	CONSTRAINT unit_code_serial_is_former CHECK (kind <> 'serial' OR current = 0), 
	CONSTRAINT unit_code_code_size CHECK (length(code) BETWEEN 1 AND 256), 
	CONSTRAINT unit_code_code_norm_size CHECK (length(code_norm) BETWEEN 1 AND 800)
)
--;
CREATE INDEX ix_unit_code ON unit_code (tenant_id, code_norm, created_at)
--;
CREATE INDEX ix_unit_code_unit ON unit_code (tenant_id, unit_id, created_at)
--;
CREATE UNIQUE INDEX uq_unit_code ON unit_code (tenant_id, code_norm) WHERE current = 1
--;
CREATE OR REPLACE FUNCTION unit_code_born() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF NEW.current = 1 THEN PERFORM pg_advisory_xact_lock(30051, NEW.tenant_id::int); END IF;
IF (NEW.current = 1) AND (EXISTS (SELECT 1 FROM unit WHERE tenant_id = NEW.tenant_id AND voided = 0 AND id = NEW.unit_id FOR SHARE)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by unit_code_of_none' USING ERRCODE = '23514', CONSTRAINT = 'unit_code_of_none'; END IF;
IF (NEW.current = 1) AND (NOT EXISTS (SELECT 1 FROM unit WHERE tenant_id = NEW.tenant_id AND voided = 0 AND serial_norm = NEW.code_norm)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by code_is_serial' USING ERRCODE = '23514', CONSTRAINT = 'code_is_serial'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER unit_code_born BEFORE INSERT ON unit_code FOR EACH ROW EXECUTE FUNCTION unit_code_born()
--;
CREATE OR REPLACE FUNCTION unit_code_again() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF NEW.current = 1 THEN PERFORM pg_advisory_xact_lock(30051, NEW.tenant_id::int); END IF;
IF (NEW.current = 1) AND (EXISTS (SELECT 1 FROM unit WHERE tenant_id = NEW.tenant_id AND voided = 0 AND id = NEW.unit_id FOR SHARE)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by unit_code_of_none' USING ERRCODE = '23514', CONSTRAINT = 'unit_code_of_none'; END IF;
IF (NEW.current = 1) AND (NOT EXISTS (SELECT 1 FROM unit WHERE tenant_id = NEW.tenant_id AND voided = 0 AND serial_norm = NEW.code_norm)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by code_is_serial' USING ERRCODE = '23514', CONSTRAINT = 'code_is_serial'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER unit_code_again BEFORE UPDATE OF current, code_norm, unit_id ON unit_code FOR EACH ROW EXECUTE FUNCTION unit_code_again()
--;
CREATE OR REPLACE FUNCTION unit_called() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF NEW.voided = 0 AND (OLD.voided = 1 OR NEW.serial_norm <> OLD.serial_norm) THEN PERFORM pg_advisory_xact_lock_shared(30051, NEW.tenant_id::int); END IF;
IF (NEW.voided = 0 AND (OLD.voided = 1 OR NEW.serial_norm <> OLD.serial_norm)) AND (NOT EXISTS (SELECT 1 FROM unit_code WHERE tenant_id = NEW.tenant_id AND current = 1 AND code_norm = NEW.serial_norm)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by serial_is_code' USING ERRCODE = '23514', CONSTRAINT = 'serial_is_code'; END IF;
IF (NEW.voided = 1 AND OLD.voided = 0) AND (NOT EXISTS (SELECT 1 FROM unit_code WHERE tenant_id = NEW.tenant_id AND current = 1 AND unit_id = NEW.id)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by unit_has_codes' USING ERRCODE = '23514', CONSTRAINT = 'unit_has_codes'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER unit_called BEFORE UPDATE OF voided, serial_norm ON unit FOR EACH ROW EXECUTE FUNCTION unit_called()
--;
GRANT SELECT, INSERT, DELETE, UPDATE(current) ON unit_code TO stockdesk_web
