CREATE INDEX ix_bin_parent ON bin (tenant_id, parent_id) WHERE parent_id IS NOT NULL
--;
CREATE INDEX ix_unit_bin ON unit (tenant_id, bin_id, variant_id) WHERE bin_id IS NOT NULL
--;
CREATE OR REPLACE FUNCTION unit_into_bin() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.bin_id IS NOT NULL AND NEW.bin_id IS DISTINCT FROM OLD.bin_id) AND (EXISTS (SELECT 1 FROM bin WHERE tenant_id = NEW.tenant_id AND id = NEW.bin_id AND active = 1 FOR SHARE)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by bin_closed' USING ERRCODE = '23514', CONSTRAINT = 'bin_closed'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER unit_into_bin BEFORE UPDATE OF bin_id ON unit FOR EACH ROW EXECUTE FUNCTION unit_into_bin()
--;
CREATE OR REPLACE FUNCTION pool_into_bin() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.bin_id IS NOT NULL AND (NEW.available > OLD.available OR NEW.reserved > OLD.reserved OR NEW.held > OLD.held OR NEW.expected > OLD.expected)) AND (EXISTS (SELECT 1 FROM bin WHERE tenant_id = NEW.tenant_id AND id = NEW.bin_id AND active = 1 FOR SHARE)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by bin_closed' USING ERRCODE = '23514', CONSTRAINT = 'bin_closed'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER pool_into_bin BEFORE UPDATE OF available, reserved, held, expected ON pool FOR EACH ROW EXECUTE FUNCTION pool_into_bin()
--;
CREATE OR REPLACE FUNCTION pool_born_in_bin() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.bin_id IS NOT NULL) AND (EXISTS (SELECT 1 FROM bin WHERE tenant_id = NEW.tenant_id AND id = NEW.bin_id AND active = 1 FOR SHARE)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by bin_closed' USING ERRCODE = '23514', CONSTRAINT = 'bin_closed'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER pool_born_in_bin BEFORE INSERT ON pool FOR EACH ROW EXECUTE FUNCTION pool_born_in_bin()
--;
CREATE OR REPLACE FUNCTION lot_born_in_bin() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.bin_id IS NOT NULL) AND (EXISTS (SELECT 1 FROM bin WHERE tenant_id = NEW.tenant_id AND id = NEW.bin_id AND active = 1 FOR SHARE)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by bin_closed' USING ERRCODE = '23514', CONSTRAINT = 'bin_closed'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER lot_born_in_bin BEFORE INSERT ON lot FOR EACH ROW EXECUTE FUNCTION lot_born_in_bin()
--;
CREATE OR REPLACE FUNCTION record_born_in_bin() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.bin_id IS NOT NULL) AND (EXISTS (SELECT 1 FROM bin WHERE tenant_id = NEW.tenant_id AND id = NEW.bin_id AND active = 1 FOR SHARE)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by bin_closed' USING ERRCODE = '23514', CONSTRAINT = 'bin_closed'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER record_born_in_bin BEFORE INSERT ON record FOR EACH ROW EXECUTE FUNCTION record_born_in_bin()
--;
CREATE OR REPLACE FUNCTION lot_to_bin() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.bin_id IS NOT NULL AND NEW.bin_id IS DISTINCT FROM OLD.bin_id) AND (EXISTS (SELECT 1 FROM bin WHERE tenant_id = NEW.tenant_id AND id = NEW.bin_id AND active = 1 FOR SHARE)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by bin_closed' USING ERRCODE = '23514', CONSTRAINT = 'bin_closed'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER lot_to_bin BEFORE UPDATE OF bin_id ON lot FOR EACH ROW EXECUTE FUNCTION lot_to_bin()
--;
CREATE OR REPLACE FUNCTION record_to_bin() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.bin_id IS NOT NULL AND NEW.bin_id IS DISTINCT FROM OLD.bin_id) AND (EXISTS (SELECT 1 FROM bin WHERE tenant_id = NEW.tenant_id AND id = NEW.bin_id AND active = 1 FOR SHARE)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by bin_closed' USING ERRCODE = '23514', CONSTRAINT = 'bin_closed'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER record_to_bin BEFORE UPDATE OF bin_id ON record FOR EACH ROW EXECUTE FUNCTION record_to_bin()
--;
CREATE OR REPLACE FUNCTION bin_born_inside() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.parent_id IS NOT NULL) AND (NOT EXISTS (WITH RECURSIVE up (id) AS (SELECT NEW.parent_id UNION SELECT b.parent_id FROM bin AS b, up WHERE b.tenant_id = NEW.tenant_id AND b.id = up.id AND b.parent_id IS NOT NULL) SELECT 1 FROM up WHERE up.id = NEW.id)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by bin_circle' USING ERRCODE = '23514', CONSTRAINT = 'bin_circle'; END IF;
IF (NEW.parent_id IS NOT NULL) AND (EXISTS (SELECT 1 FROM bin WHERE tenant_id = NEW.tenant_id AND id = NEW.parent_id AND warehouse_id = NEW.warehouse_id)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by bin_parent_elsewhere' USING ERRCODE = '23514', CONSTRAINT = 'bin_parent_elsewhere'; END IF;
IF (NEW.parent_id IS NOT NULL AND NEW.active = 1) AND (EXISTS (SELECT 1 FROM bin WHERE tenant_id = NEW.tenant_id AND id = NEW.parent_id AND active = 1 FOR SHARE)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by bin_parent_closed' USING ERRCODE = '23514', CONSTRAINT = 'bin_parent_closed'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER bin_born_inside BEFORE INSERT ON bin FOR EACH ROW EXECUTE FUNCTION bin_born_inside()
--;
CREATE OR REPLACE FUNCTION bin_put_inside() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.parent_id IS NOT NULL) AND (NOT EXISTS (WITH RECURSIVE up (id) AS (SELECT NEW.parent_id UNION SELECT b.parent_id FROM bin AS b, up WHERE b.tenant_id = NEW.tenant_id AND b.id = up.id AND b.parent_id IS NOT NULL) SELECT 1 FROM up WHERE up.id = NEW.id)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by bin_circle' USING ERRCODE = '23514', CONSTRAINT = 'bin_circle'; END IF;
IF (NEW.parent_id IS NOT NULL) AND (EXISTS (SELECT 1 FROM bin WHERE tenant_id = NEW.tenant_id AND id = NEW.parent_id AND warehouse_id = NEW.warehouse_id)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by bin_parent_elsewhere' USING ERRCODE = '23514', CONSTRAINT = 'bin_parent_elsewhere'; END IF;
IF (NEW.parent_id IS NOT NULL AND NEW.active = 1) AND (EXISTS (SELECT 1 FROM bin WHERE tenant_id = NEW.tenant_id AND id = NEW.parent_id AND active = 1 FOR SHARE)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by bin_parent_closed' USING ERRCODE = '23514', CONSTRAINT = 'bin_parent_closed'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER bin_put_inside BEFORE UPDATE OF parent_id, active ON bin FOR EACH ROW EXECUTE FUNCTION bin_put_inside()
--;
CREATE OR REPLACE FUNCTION bin_closing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (OLD.active = 1 AND NEW.active = 0) AND (NOT EXISTS (SELECT 1 FROM unit WHERE tenant_id = NEW.tenant_id AND bin_id = NEW.id) AND NOT EXISTS (SELECT 1 FROM pool WHERE tenant_id = NEW.tenant_id AND bin_id = NEW.id AND (available > 0 OR reserved > 0 OR held > 0 OR expected > 0))) IS NOT TRUE THEN RAISE EXCEPTION 'refused by bin_not_empty' USING ERRCODE = '23514', CONSTRAINT = 'bin_not_empty'; END IF;
IF (OLD.active = 1 AND NEW.active = 0) AND (NOT EXISTS (SELECT 1 FROM bin WHERE tenant_id = NEW.tenant_id AND parent_id = NEW.id AND active = 1)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by bin_children_open' USING ERRCODE = '23514', CONSTRAINT = 'bin_children_open'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER bin_closing BEFORE UPDATE OF active ON bin FOR EACH ROW EXECUTE FUNCTION bin_closing()
--;
CREATE OR REPLACE FUNCTION warehouse_closing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.is_default = 0 OR NEW.active = 1) IS NOT TRUE THEN RAISE EXCEPTION 'refused by warehouse_default_open' USING ERRCODE = '23514', CONSTRAINT = 'warehouse_default_open'; END IF;
IF OLD.active = 1 AND NEW.active = 0 THEN PERFORM 1 FROM record WHERE tenant_id = NEW.tenant_id AND warehouse_id = NEW.id FOR UPDATE; END IF;
IF (OLD.active = 1 AND NEW.active = 0) AND (NOT EXISTS (SELECT 1 FROM record WHERE tenant_id = NEW.tenant_id AND warehouse_id = NEW.id AND (available > 0 OR reserved > 0 OR held > 0 OR expected > 0))) IS NOT TRUE THEN RAISE EXCEPTION 'refused by warehouse_not_empty' USING ERRCODE = '23514', CONSTRAINT = 'warehouse_not_empty'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER warehouse_closing BEFORE UPDATE OF active, is_default ON warehouse FOR EACH ROW EXECUTE FUNCTION warehouse_closing()
--;
CREATE OR REPLACE FUNCTION record_into_warehouse() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.available > OLD.available OR NEW.reserved > OLD.reserved OR NEW.held > OLD.held OR NEW.expected > OLD.expected) AND (EXISTS (SELECT 1 FROM warehouse WHERE tenant_id = NEW.tenant_id AND id = NEW.warehouse_id AND active = 1)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by warehouse_closed' USING ERRCODE = '23514', CONSTRAINT = 'warehouse_closed'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER record_into_warehouse BEFORE UPDATE OF available, reserved, held, expected ON record FOR EACH ROW EXECUTE FUNCTION record_into_warehouse()
