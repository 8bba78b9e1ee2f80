DROP TRIGGER subscription_fixed
--;
DROP TRIGGER subscription_step
--;
DROP TRIGGER subscription_born
--;
DROP TRIGGER order_line_asked
--;
DROP TRIGGER order_line_born
--;
DROP TRIGGER sales_order_step
--;
DROP TRIGGER order_line_counted
--;
DROP TRIGGER subscription_moved
--;
DROP TRIGGER order_line_taxed
--;
DROP TRIGGER sales_order_fixed
--;
DROP TRIGGER sales_order_summed
--;
CREATE TRIGGER sales_order_step BEFORE UPDATE OF status ON sales_order
BEGIN
SELECT RAISE(ABORT, 'order_step_not_allowed') WHERE (NEW.status = OLD.status OR (OLD.status, NEW.status) IN (VALUES ('pending', 'confirmed'), ('pending', 'cancelled'), ('confirmed', 'partial'), ('confirmed', 'fulfilled'), ('confirmed', 'cancelled'), ('partial', 'fulfilled'), ('partial', 'confirmed'), ('fulfilled', 'partial'), ('fulfilled', 'confirmed'))) IS NOT TRUE;
END
--;
CREATE TRIGGER order_line_born BEFORE INSERT ON order_line
BEGIN
SELECT RAISE(ABORT, 'order_not_editable') WHERE ((SELECT status FROM sales_order WHERE tenant_id = NEW.tenant_id AND id = NEW.order_id) IN ('pending', 'confirmed') OR (NEW.replaces IS NOT NULL AND (SELECT status FROM sales_order WHERE tenant_id = NEW.tenant_id AND id = NEW.order_id) = 'partial')) IS NOT TRUE;
SELECT RAISE(ABORT, 'order_line_rented') WHERE (NEW.rented = 0) IS NOT TRUE;
END
--;
CREATE TRIGGER order_line_asked BEFORE UPDATE OF position, variant_id, product_id, sku, quantity, contract_length, unit_price, setup_fee, list_price, list_price_source, list_price_override, acquisition_cost, acquisition_cost_source, acquisition_cost_override ON order_line
BEGIN
SELECT RAISE(ABORT, 'order_line_rented') WHERE (OLD.rented = 0) IS NOT TRUE;
SELECT RAISE(ABORT, 'order_not_editable') WHERE ((SELECT status FROM sales_order WHERE tenant_id = NEW.tenant_id AND id = NEW.order_id) IN ('pending', 'confirmed')) IS NOT TRUE;
END
--;
CREATE TRIGGER subscription_born BEFORE INSERT ON subscription
BEGIN
SELECT RAISE(ABORT, 'subscription_born_active') WHERE (NEW.status = 'active') IS NOT TRUE;
SELECT RAISE(ABORT, 'order_not_confirmed') WHERE (EXISTS (SELECT 1 FROM sales_order WHERE tenant_id = NEW.tenant_id AND id = NEW.order_id AND status IN ('confirmed', 'partial') AND customer_id = NEW.customer_id)) IS NOT TRUE;
SELECT RAISE(ABORT, 'line_of_another_sku') WHERE (EXISTS (SELECT 1 FROM order_line WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND variant_id = NEW.variant_id) AND EXISTS (SELECT 1 FROM unit WHERE tenant_id = NEW.tenant_id AND id = NEW.unit_id AND variant_id = NEW.variant_id)) IS NOT TRUE;
SELECT RAISE(ABORT, 'unit_not_rented_out') WHERE (EXISTS (SELECT 1 FROM unit WHERE tenant_id = NEW.tenant_id AND id = NEW.unit_id AND status = 'rented_out')) IS NOT TRUE;
END
--;
CREATE TRIGGER subscription_step BEFORE UPDATE OF status ON subscription
BEGIN
SELECT RAISE(ABORT, 'subscription_step_not_allowed') WHERE (NEW.status = OLD.status OR (OLD.status, NEW.status) IN (VALUES ('active', 'cancelled'), ('active', 'ended_completed'), ('active', 'ended_buyout'), ('active', 'ended_upgrade'), ('active', 'ended_early_return'), ('active', 'voided'), ('voided', 'active'))) IS NOT TRUE;
SELECT RAISE(ABORT, 'subscription_paid') WHERE (NEW.status <> OLD.status AND NEW.status = 'voided') AND (NOT EXISTS (SELECT 1 FROM payment WHERE tenant_id = NEW.tenant_id AND subscription_id = NEW.id AND status IN ('paid', 'processing'))) IS NOT TRUE;
SELECT RAISE(ABORT, 'order_not_confirmed') WHERE (NEW.status <> OLD.status AND NEW.status = 'active') AND (EXISTS (SELECT 1 FROM sales_order WHERE tenant_id = NEW.tenant_id AND id = NEW.order_id AND status IN ('confirmed', 'partial') AND customer_id = NEW.customer_id)) IS NOT TRUE;
SELECT RAISE(ABORT, 'line_of_another_sku') WHERE (NEW.status <> OLD.status AND NEW.status = 'active') AND (EXISTS (SELECT 1 FROM order_line WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND variant_id = NEW.variant_id) AND EXISTS (SELECT 1 FROM unit WHERE tenant_id = NEW.tenant_id AND id = NEW.unit_id AND variant_id = NEW.variant_id)) IS NOT TRUE;
SELECT RAISE(ABORT, 'unit_not_rented_out') WHERE (NEW.status <> OLD.status AND NEW.status = 'active') AND (EXISTS (SELECT 1 FROM unit WHERE tenant_id = NEW.tenant_id AND id = NEW.unit_id AND status = 'rented_out')) IS NOT TRUE;
END
--;
CREATE TRIGGER subscription_fixed BEFORE UPDATE OF id, order_id, position, unit_id, variant_id, product_id, currency ON subscription
BEGIN
SELECT RAISE(ABORT, 'subscription_fixed') WHERE (NEW.id = OLD.id AND NEW.order_id = OLD.order_id AND NEW.position = OLD.position AND NEW.unit_id = OLD.unit_id AND NEW.variant_id = OLD.variant_id AND NEW.product_id = OLD.product_id AND NEW.currency = OLD.currency) IS NOT TRUE;
END
