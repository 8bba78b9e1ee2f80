CREATE TABLE unit_code (
	tenant_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	unit_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	code TEXT NOT NULL, 
	code_norm TEXT NOT NULL, 
	current INTEGER NOT NULL, 
	created_at INTEGER NOT NULL, 
	CONSTRAINT pk_unit_code PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_unit_code_unit FOREIGN KEY(tenant_id, unit_id) REFERENCES unit (tenant_id, id), 
	CONSTRAINT unit_code_kind_word CHECK (kind IN ('asset_tag', 'imei', 'other', 'serial')), 
	CONSTRAINT unit_code_current_flag CHECK (current IN (0, 1)), 
	CONSTRAINT unit_code_serial_is_former CHECK (kind <> 'serial' OR current = 0), 
	CONSTRAINT unit_code_code_size CHECK (length(code) BETWEEN 1 AND 256), 
	CONSTRAINT unit_code_code_norm_size CHECK (length(code_norm) BETWEEN 1 AND 800)
)
 STRICT
--;
CREATE INDEX ix_unit_code ON unit_code (tenant_id, code_norm, created_at)
--;
CREATE INDEX ix_unit_code_unit ON unit_code (tenant_id, unit_id, created_at)
--;
CREATE UNIQUE INDEX uq_unit_code ON unit_code (tenant_id, code_norm) WHERE current = 1
--;
CREATE TRIGGER unit_code_born BEFORE INSERT ON unit_code
BEGIN
SELECT RAISE(ABORT, 'unit_code_of_none') WHERE (NEW.current = 1) AND (EXISTS (SELECT 1 FROM unit WHERE tenant_id = NEW.tenant_id AND voided = 0 AND id = NEW.unit_id)) IS NOT TRUE;
SELECT RAISE(ABORT, 'code_is_serial') WHERE (NEW.current = 1) AND (NOT EXISTS (SELECT 1 FROM unit WHERE tenant_id = NEW.tenant_id AND voided = 0 AND serial_norm = NEW.code_norm)) IS NOT TRUE;
END
--;
CREATE TRIGGER unit_code_again BEFORE UPDATE OF current, code_norm, unit_id ON unit_code
BEGIN
SELECT RAISE(ABORT, 'unit_code_of_none') WHERE (NEW.current = 1) AND (EXISTS (SELECT 1 FROM unit WHERE tenant_id = NEW.tenant_id AND voided = 0 AND id = NEW.unit_id)) IS NOT TRUE;
SELECT RAISE(ABORT, 'code_is_serial') WHERE (NEW.current = 1) AND (NOT EXISTS (SELECT 1 FROM unit WHERE tenant_id = NEW.tenant_id AND voided = 0 AND serial_norm = NEW.code_norm)) IS NOT TRUE;
END
--;
CREATE TRIGGER unit_called BEFORE UPDATE OF voided, serial_norm ON unit
BEGIN
SELECT RAISE(ABORT, 'serial_is_code') WHERE (NEW.voided = 0 AND (OLD.voided = 1 OR NEW.serial_norm <> OLD.serial_norm)) AND (NOT EXISTS (SELECT 1 FROM unit_code WHERE tenant_id = NEW.tenant_id AND current = 1 AND code_norm = NEW.serial_norm)) IS NOT TRUE;
SELECT RAISE(ABORT, 'unit_has_codes') WHERE (NEW.voided = 1 AND OLD.voided = 0) AND (NOT EXISTS (SELECT 1 FROM unit_code WHERE tenant_id = NEW.tenant_id AND current = 1 AND unit_id = NEW.id)) IS NOT TRUE;
END
