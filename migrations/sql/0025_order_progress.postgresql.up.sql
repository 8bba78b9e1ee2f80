DROP FUNCTION order_line_changed CASCADE
--;
ALTER TABLE order_line ADD COLUMN rented BIGINT
--;
UPDATE order_line SET rented = 0
--;
ALTER TABLE order_line ALTER COLUMN rented SET NOT NULL
--;
ALTER TABLE order_line ADD COLUMN closed BIGINT
--;
UPDATE order_line SET closed = 0
--;
ALTER TABLE order_line ALTER COLUMN closed SET NOT NULL
--;
ALTER TABLE order_line ADD COLUMN close_reason TEXT
--;
ALTER TABLE order_line ADD COLUMN replaces BIGINT
--;
ALTER TABLE order_line ADD CONSTRAINT ck_order_line_filled CHECK (rented >= 0 AND closed >= 0 AND rented + closed <= quantity)
--;
ALTER TABLE order_line ADD CONSTRAINT ck_order_line_closed CHECK ((closed > 0) = (close_reason IS NOT NULL))
--;
ALTER TABLE order_line ADD CONSTRAINT ck_order_line_reason CHECK (length(close_reason) <= 1000)
--;
CREATE OR REPLACE FUNCTION order_line_born() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF ((SELECT status FROM sales_order WHERE tenant_id = NEW.tenant_id AND id = NEW.order_id) IN ('pending', 'confirmed') OR (NEW.replaces IS NOT NULL AND (SELECT status FROM sales_order WHERE tenant_id = NEW.tenant_id AND id = NEW.order_id) = 'partial')) IS NOT TRUE THEN RAISE EXCEPTION 'refused by order_not_editable' USING ERRCODE = '23514', CONSTRAINT = 'order_not_editable'; END IF;
IF (NEW.rented = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by order_line_rented' USING ERRCODE = '23514', CONSTRAINT = 'order_line_rented'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER order_line_born BEFORE INSERT ON order_line FOR EACH ROW EXECUTE FUNCTION order_line_born()
--;
CREATE OR REPLACE FUNCTION order_line_asked() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (OLD.rented = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by order_line_rented' USING ERRCODE = '23514', CONSTRAINT = 'order_line_rented'; END IF;
IF ((SELECT status FROM sales_order WHERE tenant_id = NEW.tenant_id AND id = NEW.order_id) IN ('pending', 'confirmed')) IS NOT TRUE THEN RAISE EXCEPTION 'refused by order_not_editable' USING ERRCODE = '23514', CONSTRAINT = 'order_not_editable'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER order_line_asked BEFORE UPDATE OF position, variant_id, product_id, sku, quantity, contract_length, unit_price, setup_fee, list_price, list_price_source, list_price_override, acquisition_cost, acquisition_cost_source, acquisition_cost_override ON order_line FOR EACH ROW EXECUTE FUNCTION order_line_asked()
--;
CREATE OR REPLACE FUNCTION order_line_filled() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF ((SELECT status FROM sales_order WHERE tenant_id = NEW.tenant_id AND id = NEW.order_id) IN ('pending', 'confirmed', 'partial', 'fulfilled')) IS NOT TRUE THEN RAISE EXCEPTION 'refused by order_not_editable' USING ERRCODE = '23514', CONSTRAINT = 'order_not_editable'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER order_line_filled BEFORE UPDATE OF rented, closed, close_reason, tax_amount ON order_line FOR EACH ROW EXECUTE FUNCTION order_line_filled()
--;
CREATE OR REPLACE FUNCTION order_line_gone() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (OLD.rented = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by order_line_rented' USING ERRCODE = '23514', CONSTRAINT = 'order_line_rented'; END IF;
IF ((SELECT status FROM sales_order WHERE tenant_id = OLD.tenant_id AND id = OLD.order_id) IN ('pending', 'confirmed') OR (OLD.replaces IS NOT NULL AND (SELECT status FROM sales_order WHERE tenant_id = OLD.tenant_id AND id = OLD.order_id) = 'partial')) IS NOT TRUE THEN RAISE EXCEPTION 'refused by order_not_editable' USING ERRCODE = '23514', CONSTRAINT = 'order_not_editable'; END IF;
RETURN OLD;
END $$
--;
CREATE TRIGGER order_line_gone BEFORE DELETE ON order_line FOR EACH ROW EXECUTE FUNCTION order_line_gone()
