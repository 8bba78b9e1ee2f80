DROP FUNCTION subscription_fixed CASCADE
--;
DROP FUNCTION subscription_step CASCADE
--;
DROP FUNCTION subscription_born CASCADE
--;
DROP FUNCTION order_line_asked CASCADE
--;
DROP FUNCTION order_line_born CASCADE
--;
DROP FUNCTION sales_order_step CASCADE
--;
DROP FUNCTION order_line_counted CASCADE
--;
DROP FUNCTION subscription_moved CASCADE
--;
DROP FUNCTION order_line_taxed CASCADE
--;
DROP FUNCTION sales_order_fixed CASCADE
--;
DROP FUNCTION sales_order_summed CASCADE
--;
CREATE OR REPLACE FUNCTION sales_order_step() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.status = OLD.status OR (OLD.status, NEW.status) IN (VALUES ('pending', 'confirmed'), ('pending', 'cancelled'), ('confirmed', 'partial'), ('confirmed', 'fulfilled'), ('confirmed', 'cancelled'), ('partial', 'fulfilled'), ('partial', 'confirmed'), ('fulfilled', 'partial'), ('fulfilled', 'confirmed'))) IS NOT TRUE THEN RAISE EXCEPTION 'refused by order_step_not_allowed' USING ERRCODE = '23514', CONSTRAINT = 'order_step_not_allowed'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER sales_order_step BEFORE UPDATE OF status ON sales_order FOR EACH ROW EXECUTE FUNCTION sales_order_step()
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
CREATE OR REPLACE FUNCTION subscription_born() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.status = 'active') IS NOT TRUE THEN RAISE EXCEPTION 'refused by subscription_born_active' USING ERRCODE = '23514', CONSTRAINT = 'subscription_born_active'; END IF;
IF (EXISTS (SELECT 1 FROM sales_order WHERE tenant_id = NEW.tenant_id AND id = NEW.order_id AND status IN ('confirmed', 'partial') AND customer_id = NEW.customer_id)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by order_not_confirmed' USING ERRCODE = '23514', CONSTRAINT = 'order_not_confirmed'; END IF;
IF (EXISTS (SELECT 1 FROM order_line WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND variant_id = NEW.variant_id) AND EXISTS (SELECT 1 FROM unit WHERE tenant_id = NEW.tenant_id AND id = NEW.unit_id AND variant_id = NEW.variant_id)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by line_of_another_sku' USING ERRCODE = '23514', CONSTRAINT = 'line_of_another_sku'; END IF;
IF (EXISTS (SELECT 1 FROM unit WHERE tenant_id = NEW.tenant_id AND id = NEW.unit_id AND status = 'rented_out')) IS NOT TRUE THEN RAISE EXCEPTION 'refused by unit_not_rented_out' USING ERRCODE = '23514', CONSTRAINT = 'unit_not_rented_out'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER subscription_born BEFORE INSERT ON subscription FOR EACH ROW EXECUTE FUNCTION subscription_born()
--;
CREATE OR REPLACE FUNCTION subscription_step() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.status = OLD.status OR (OLD.status, NEW.status) IN (VALUES ('active', 'cancelled'), ('active', 'ended_completed'), ('active', 'ended_buyout'), ('active', 'ended_upgrade'), ('active', 'ended_early_return'), ('active', 'voided'), ('voided', 'active'))) IS NOT TRUE THEN RAISE EXCEPTION 'refused by subscription_step_not_allowed' USING ERRCODE = '23514', CONSTRAINT = 'subscription_step_not_allowed'; END IF;
IF (NEW.status <> OLD.status AND NEW.status = 'voided') AND (NOT EXISTS (SELECT 1 FROM payment WHERE tenant_id = NEW.tenant_id AND subscription_id = NEW.id AND status IN ('paid', 'processing'))) IS NOT TRUE THEN RAISE EXCEPTION 'refused by subscription_paid' USING ERRCODE = '23514', CONSTRAINT = 'subscription_paid'; END IF;
IF (NEW.status <> OLD.status AND NEW.status = 'active') AND (EXISTS (SELECT 1 FROM sales_order WHERE tenant_id = NEW.tenant_id AND id = NEW.order_id AND status IN ('confirmed', 'partial') AND customer_id = NEW.customer_id)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by order_not_confirmed' USING ERRCODE = '23514', CONSTRAINT = 'order_not_confirmed'; END IF;
IF (NEW.status <> OLD.status AND NEW.status = 'active') AND (EXISTS (SELECT 1 FROM order_line WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND variant_id = NEW.variant_id) AND EXISTS (SELECT 1 FROM unit WHERE tenant_id = NEW.tenant_id AND id = NEW.unit_id AND variant_id = NEW.variant_id)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by line_of_another_sku' USING ERRCODE = '23514', CONSTRAINT = 'line_of_another_sku'; END IF;
IF (NEW.status <> OLD.status AND NEW.status = 'active') AND (EXISTS (SELECT 1 FROM unit WHERE tenant_id = NEW.tenant_id AND id = NEW.unit_id AND status = 'rented_out')) IS NOT TRUE THEN RAISE EXCEPTION 'refused by unit_not_rented_out' USING ERRCODE = '23514', CONSTRAINT = 'unit_not_rented_out'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER subscription_step BEFORE UPDATE OF status ON subscription FOR EACH ROW EXECUTE FUNCTION subscription_step()
--;
CREATE OR REPLACE FUNCTION subscription_fixed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.id = OLD.id AND NEW.order_id = OLD.order_id AND NEW.position = OLD.position AND NEW.unit_id = OLD.unit_id AND NEW.variant_id = OLD.variant_id AND NEW.product_id = OLD.product_id AND NEW.currency = OLD.currency) IS NOT TRUE THEN RAISE EXCEPTION 'refused by subscription_fixed' USING ERRCODE = '23514', CONSTRAINT = 'subscription_fixed'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER subscription_fixed BEFORE UPDATE OF id, order_id, position, unit_id, variant_id, product_id, currency ON subscription FOR EACH ROW EXECUTE FUNCTION subscription_fixed()
