CREATE INDEX ix_bin_parent ON bin (tenant_id, parent_id) WHERE parent_id IS NOT NULL
--;
CREATE INDEX ix_unit_bin ON unit (tenant_id, bin_id, variant_id) WHERE bin_id IS NOT NULL
--;
CREATE TRIGGER unit_into_bin BEFORE UPDATE OF bin_id ON unit
BEGIN
SELECT RAISE(ABORT, 'bin_closed') WHERE (NEW.bin_id IS NOT NULL AND NEW.bin_id IS DISTINCT FROM OLD.bin_id) AND (EXISTS (SELECT 1 FROM bin WHERE tenant_id = NEW.tenant_id AND id = NEW.bin_id AND active = 1)) IS NOT TRUE;
END
--;
CREATE TRIGGER pool_into_bin BEFORE UPDATE OF available, reserved, held, expected ON pool
BEGIN
SELECT RAISE(ABORT, 'bin_closed') WHERE (NEW.bin_id IS NOT NULL AND (NEW.available > OLD.available OR NEW.reserved > OLD.reserved OR NEW.held > OLD.held OR NEW.expected > OLD.expected)) AND (EXISTS (SELECT 1 FROM bin WHERE tenant_id = NEW.tenant_id AND id = NEW.bin_id AND active = 1)) IS NOT TRUE;
END
--;
CREATE TRIGGER pool_born_in_bin BEFORE INSERT ON pool
BEGIN
SELECT RAISE(ABORT, 'bin_closed') WHERE (NEW.bin_id IS NOT NULL) AND (EXISTS (SELECT 1 FROM bin WHERE tenant_id = NEW.tenant_id AND id = NEW.bin_id AND active = 1)) IS NOT TRUE;
END
--;
CREATE TRIGGER lot_born_in_bin BEFORE INSERT ON lot
BEGIN
SELECT RAISE(ABORT, 'bin_closed') WHERE (NEW.bin_id IS NOT NULL) AND (EXISTS (SELECT 1 FROM bin WHERE tenant_id = NEW.tenant_id AND id = NEW.bin_id AND active = 1)) IS NOT TRUE;
END
--;
CREATE TRIGGER record_born_in_bin BEFORE INSERT ON record
BEGIN
SELECT RAISE(ABORT, 'bin_closed') WHERE (NEW.bin_id IS NOT NULL) AND (EXISTS (SELECT 1 FROM bin WHERE tenant_id = NEW.tenant_id AND id = NEW.bin_id AND active = 1)) IS NOT TRUE;
END
--;
CREATE TRIGGER lot_to_bin BEFORE UPDATE OF bin_id ON lot
BEGIN
SELECT RAISE(ABORT, 'bin_closed') WHERE (NEW.bin_id IS NOT NULL AND NEW.bin_id IS DISTINCT FROM OLD.bin_id) AND (EXISTS (SELECT 1 FROM bin WHERE tenant_id = NEW.tenant_id AND id = NEW.bin_id AND active = 1)) IS NOT TRUE;
END
--;
CREATE TRIGGER record_to_bin BEFORE UPDATE OF bin_id ON record
BEGIN
SELECT RAISE(ABORT, 'bin_closed') WHERE (NEW.bin_id IS NOT NULL AND NEW.bin_id IS DISTINCT FROM OLD.bin_id) AND (EXISTS (SELECT 1 FROM bin WHERE tenant_id = NEW.tenant_id AND id = NEW.bin_id AND active = 1)) IS NOT TRUE;
END
--;
CREATE TRIGGER bin_born_inside BEFORE INSERT ON bin
BEGIN
SELECT RAISE(ABORT, 'bin_circle') WHERE (NEW.parent_id IS NOT NULL) AND (NOT EXISTS (WITH RECURSIVE up (id) AS (SELECT NEW.parent_id UNION SELECT b.parent_id FROM bin AS b, up WHERE b.tenant_id = NEW.tenant_id AND b.id = up.id AND b.parent_id IS NOT NULL) SELECT 1 FROM up WHERE up.id = NEW.id)) IS NOT TRUE;
SELECT RAISE(ABORT, 'bin_parent_elsewhere') WHERE (NEW.parent_id IS NOT NULL) AND (EXISTS (SELECT 1 FROM bin WHERE tenant_id = NEW.tenant_id AND id = NEW.parent_id AND warehouse_id = NEW.warehouse_id)) IS NOT TRUE;
SELECT RAISE(ABORT, 'bin_parent_closed') WHERE (NEW.parent_id IS NOT NULL AND NEW.active = 1) AND (EXISTS (SELECT 1 FROM bin WHERE tenant_id = NEW.tenant_id AND id = NEW.parent_id AND active = 1)) IS NOT TRUE;
END
--;
CREATE TRIGGER bin_put_inside BEFORE UPDATE OF parent_id, active ON bin
BEGIN
SELECT RAISE(ABORT, 'bin_circle') WHERE (NEW.parent_id IS NOT NULL) AND (NOT EXISTS (WITH RECURSIVE up (id) AS (SELECT NEW.parent_id UNION SELECT b.parent_id FROM bin AS b, up WHERE b.tenant_id = NEW.tenant_id AND b.id = up.id AND b.parent_id IS NOT NULL) SELECT 1 FROM up WHERE up.id = NEW.id)) IS NOT TRUE;
SELECT RAISE(ABORT, 'bin_parent_elsewhere') WHERE (NEW.parent_id IS NOT NULL) AND (EXISTS (SELECT 1 FROM bin WHERE tenant_id = NEW.tenant_id AND id = NEW.parent_id AND warehouse_id = NEW.warehouse_id)) IS NOT TRUE;
SELECT RAISE(ABORT, 'bin_parent_closed') WHERE (NEW.parent_id IS NOT NULL AND NEW.active = 1) AND (EXISTS (SELECT 1 FROM bin WHERE tenant_id = NEW.tenant_id AND id = NEW.parent_id AND active = 1)) IS NOT TRUE;
END
--;
CREATE TRIGGER bin_closing BEFORE UPDATE OF active ON bin
BEGIN
SELECT RAISE(ABORT, 'bin_not_empty') WHERE (OLD.active = 1 AND NEW.active = 0) AND (NOT EXISTS (SELECT 1 FROM unit WHERE tenant_id = NEW.tenant_id AND bin_id = NEW.id) AND NOT EXISTS (SELECT 1 FROM pool WHERE tenant_id = NEW.tenant_id AND bin_id = NEW.id AND (available > 0 OR reserved > 0 OR held > 0 OR expected > 0))) IS NOT TRUE;
SELECT RAISE(ABORT, 'bin_children_open') WHERE (OLD.active = 1 AND NEW.active = 0) AND (NOT EXISTS (SELECT 1 FROM bin WHERE tenant_id = NEW.tenant_id AND parent_id = NEW.id AND active = 1)) IS NOT TRUE;
END
--;
CREATE TRIGGER warehouse_closing BEFORE UPDATE OF active, is_default ON warehouse
BEGIN
SELECT RAISE(ABORT, 'warehouse_default_open') WHERE (NEW.is_default = 0 OR NEW.active = 1) IS NOT TRUE;
SELECT RAISE(ABORT, 'warehouse_not_empty') WHERE (OLD.active = 1 AND NEW.active = 0) AND (NOT EXISTS (SELECT 1 FROM record WHERE tenant_id = NEW.tenant_id AND warehouse_id = NEW.id AND (available > 0 OR reserved > 0 OR held > 0 OR expected > 0))) IS NOT TRUE;
END
--;
CREATE TRIGGER record_into_warehouse BEFORE UPDATE OF available, reserved, held, expected ON record
BEGIN
SELECT RAISE(ABORT, 'warehouse_closed') WHERE (NEW.available > OLD.available OR NEW.reserved > OLD.reserved OR NEW.held > OLD.held OR NEW.expected > OLD.expected) AND (EXISTS (SELECT 1 FROM warehouse WHERE tenant_id = NEW.tenant_id AND id = NEW.warehouse_id AND active = 1)) IS NOT TRUE;
END
