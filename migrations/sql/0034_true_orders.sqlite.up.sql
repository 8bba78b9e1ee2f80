DROP TRIGGER sales_order_step
--;
DROP TRIGGER order_line_born
--;
DROP TRIGGER order_line_asked
--;
DROP TRIGGER subscription_born
--;
DROP TRIGGER subscription_step
--;
DROP TRIGGER subscription_fixed
--;
CREATE TRIGGER sales_order_step BEFORE UPDATE OF status ON sales_order
BEGIN
SELECT RAISE(ABORT, 'order_step_not_allowed') WHERE (NEW.status = OLD.status OR (OLD.status, NEW.status) IN (VALUES ('pending', 'confirmed'), ('pending', 'cancelled'), ('confirmed', 'partial'), ('confirmed', 'fulfilled'), ('confirmed', 'cancelled'), ('partial', 'fulfilled'), ('partial', 'confirmed'), ('fulfilled', 'partial'), ('fulfilled', 'confirmed'))) IS NOT TRUE;
SELECT RAISE(ABORT, 'order_status_untrue') WHERE (NEW.status <> OLD.status) AND ((SELECT CASE WHEN sum(rented) = 0 THEN NEW.status NOT IN ('partial', 'fulfilled') WHEN sum(quantity - closed - rented) > 0 THEN NEW.status = 'partial' ELSE NEW.status = 'fulfilled' END FROM order_line WHERE tenant_id = NEW.tenant_id AND order_id = NEW.id)) IS NOT TRUE;
SELECT RAISE(ABORT, 'order_sums') WHERE (OLD.status = 'pending' AND NEW.status = 'confirmed') AND ((SELECT sum(unit_price * (quantity - closed)) = NEW.subtotal AND sum(tax_amount) = NEW.tax_amount AND sum(quantity - closed) = NEW.total_devices FROM order_line WHERE tenant_id = NEW.tenant_id AND order_id = NEW.id)) IS NOT TRUE;
END
--;
CREATE TRIGGER order_line_born BEFORE INSERT ON order_line
BEGIN
SELECT RAISE(ABORT, 'order_not_editable') WHERE ((SELECT status FROM sales_order WHERE tenant_id = NEW.tenant_id AND id = NEW.order_id) IN ('pending', 'confirmed') OR (NEW.replaces IS NOT NULL AND (SELECT status FROM sales_order WHERE tenant_id = NEW.tenant_id AND id = NEW.order_id) = 'partial')) IS NOT TRUE;
SELECT RAISE(ABORT, 'order_line_rented') WHERE (NEW.rented = 0) IS NOT TRUE;
SELECT RAISE(ABORT, 'order_line_tax') WHERE (NEW.tax_amount = (SELECT (NEW.unit_price * (NEW.quantity - NEW.closed)) / (10000 + o.prices_include_vat * o.vat_basis_points) * o.vat_basis_points + (2 * ((NEW.unit_price * (NEW.quantity - NEW.closed)) % (10000 + o.prices_include_vat * o.vat_basis_points)) * o.vat_basis_points + (10000 + o.prices_include_vat * o.vat_basis_points)) / (2 * (10000 + o.prices_include_vat * o.vat_basis_points)) FROM sales_order AS o WHERE o.tenant_id = NEW.tenant_id AND o.id = NEW.order_id)) IS NOT TRUE;
END
--;
CREATE TRIGGER order_line_asked BEFORE UPDATE OF position, variant_id, product_id, sku, product_name, image_url, quantity, contract_length, unit_price, setup_fee, list_price, list_price_source, list_price_override, acquisition_cost, acquisition_cost_source, acquisition_cost_override, used_list_price, replaces ON order_line
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
SELECT RAISE(ABORT, 'subscription_not_as_ordered') WHERE (EXISTS (SELECT 1 FROM order_line AS l JOIN sales_order AS o ON o.tenant_id = l.tenant_id AND o.id = l.order_id WHERE l.tenant_id = NEW.tenant_id AND l.order_id = NEW.order_id AND l.position = NEW.position AND l.unit_price = NEW.monthly_amount AND l.setup_fee = NEW.setup_fee AND o.currency = NEW.currency AND o.vat_basis_points = NEW.vat_basis_points AND o.prices_include_vat = NEW.prices_include_vat)) IS NOT TRUE;
SELECT RAISE(ABORT, 'unit_not_rented_out') WHERE (EXISTS (SELECT 1 FROM unit WHERE tenant_id = NEW.tenant_id AND id = NEW.unit_id AND status = 'rented_out')) IS NOT TRUE;
SELECT RAISE(ABORT, 'subscription_not_as_ordered') WHERE (NEW.contract_length = NEW.original_contract_length AND EXISTS (SELECT 1 FROM order_line AS l JOIN sales_order AS o ON o.tenant_id = l.tenant_id AND o.id = l.order_id WHERE l.tenant_id = NEW.tenant_id AND l.order_id = NEW.order_id AND l.position = NEW.position AND l.sku = NEW.sku AND l.product_name = NEW.product_name)) IS NOT TRUE;
END
--;
CREATE TRIGGER subscription_step BEFORE UPDATE OF status ON subscription
BEGIN
SELECT RAISE(ABORT, 'subscription_step_not_allowed') WHERE (NEW.status = OLD.status OR (OLD.status, NEW.status) IN (VALUES ('active', 'cancelled'), ('active', 'ended_completed'), ('active', 'ended_buyout'), ('active', 'ended_upgrade'), ('active', 'ended_early_return'), ('active', 'voided'), ('voided', 'active'))) IS NOT TRUE;
SELECT RAISE(ABORT, 'subscription_paid') WHERE (NEW.status <> OLD.status AND NEW.status = 'voided') AND (NOT EXISTS (SELECT 1 FROM payment WHERE tenant_id = NEW.tenant_id AND subscription_id = NEW.id AND status IN ('paid', 'processing'))) IS NOT TRUE;
SELECT RAISE(ABORT, 'order_not_confirmed') WHERE (NEW.status <> OLD.status AND NEW.status = 'active') AND (EXISTS (SELECT 1 FROM sales_order WHERE tenant_id = NEW.tenant_id AND id = NEW.order_id AND status IN ('confirmed', 'partial') AND customer_id = NEW.customer_id)) IS NOT TRUE;
SELECT RAISE(ABORT, 'line_of_another_sku') WHERE (NEW.status <> OLD.status AND NEW.status = 'active') AND (EXISTS (SELECT 1 FROM order_line WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND variant_id = NEW.variant_id) AND EXISTS (SELECT 1 FROM unit WHERE tenant_id = NEW.tenant_id AND id = NEW.unit_id AND variant_id = NEW.variant_id)) IS NOT TRUE;
SELECT RAISE(ABORT, 'subscription_not_as_ordered') WHERE (NEW.status <> OLD.status AND NEW.status = 'active') AND (EXISTS (SELECT 1 FROM order_line AS l JOIN sales_order AS o ON o.tenant_id = l.tenant_id AND o.id = l.order_id WHERE l.tenant_id = NEW.tenant_id AND l.order_id = NEW.order_id AND l.position = NEW.position AND l.unit_price = NEW.monthly_amount AND l.setup_fee = NEW.setup_fee AND o.currency = NEW.currency AND o.vat_basis_points = NEW.vat_basis_points AND o.prices_include_vat = NEW.prices_include_vat)) IS NOT TRUE;
SELECT RAISE(ABORT, 'unit_not_rented_out') WHERE (NEW.status <> OLD.status AND NEW.status = 'active') AND (EXISTS (SELECT 1 FROM unit WHERE tenant_id = NEW.tenant_id AND id = NEW.unit_id AND status = 'rented_out')) IS NOT TRUE;
END
--;
CREATE TRIGGER subscription_fixed BEFORE UPDATE OF tenant_id, id, order_id, position, unit_id, variant_id, product_id, sku, product_name, image_url, currency, monthly_amount, setup_fee, vat_basis_points, prices_include_vat, original_contract_length, contract_length, billing_start, start_date, end_date, list_price, list_price_source, acquisition_cost, acquisition_cost_source, created_by, created_at ON subscription
BEGIN
SELECT RAISE(ABORT, 'subscription_fixed') WHERE (NEW.tenant_id IS NOT DISTINCT FROM OLD.tenant_id AND NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.order_id IS NOT DISTINCT FROM OLD.order_id AND NEW.position IS NOT DISTINCT FROM OLD.position AND NEW.unit_id IS NOT DISTINCT FROM OLD.unit_id AND NEW.variant_id IS NOT DISTINCT FROM OLD.variant_id AND NEW.product_id IS NOT DISTINCT FROM OLD.product_id AND NEW.sku IS NOT DISTINCT FROM OLD.sku AND NEW.product_name IS NOT DISTINCT FROM OLD.product_name AND NEW.image_url IS NOT DISTINCT FROM OLD.image_url AND NEW.currency IS NOT DISTINCT FROM OLD.currency AND NEW.monthly_amount IS NOT DISTINCT FROM OLD.monthly_amount AND NEW.setup_fee IS NOT DISTINCT FROM OLD.setup_fee AND NEW.vat_basis_points IS NOT DISTINCT FROM OLD.vat_basis_points AND NEW.prices_include_vat IS NOT DISTINCT FROM OLD.prices_include_vat AND NEW.original_contract_length IS NOT DISTINCT FROM OLD.original_contract_length AND NEW.contract_length IS NOT DISTINCT FROM OLD.contract_length AND NEW.billing_start IS NOT DISTINCT FROM OLD.billing_start AND NEW.start_date IS NOT DISTINCT FROM OLD.start_date AND NEW.end_date IS NOT DISTINCT FROM OLD.end_date AND NEW.list_price IS NOT DISTINCT FROM OLD.list_price AND NEW.list_price_source IS NOT DISTINCT FROM OLD.list_price_source AND NEW.acquisition_cost IS NOT DISTINCT FROM OLD.acquisition_cost AND NEW.acquisition_cost_source IS NOT DISTINCT FROM OLD.acquisition_cost_source AND NEW.created_by IS NOT DISTINCT FROM OLD.created_by AND NEW.created_at IS NOT DISTINCT FROM OLD.created_at) IS NOT TRUE;
END
--;
CREATE TRIGGER sales_order_summed BEFORE UPDATE OF subtotal, tax_amount, total, total_devices ON sales_order
BEGIN
SELECT RAISE(ABORT, 'order_sums') WHERE ((SELECT sum(unit_price * (quantity - closed)) = NEW.subtotal AND sum(tax_amount) = NEW.tax_amount AND sum(quantity - closed) = NEW.total_devices FROM order_line WHERE tenant_id = NEW.tenant_id AND order_id = NEW.id)) IS NOT TRUE;
END
--;
CREATE TRIGGER sales_order_fixed BEFORE UPDATE OF id, order_type, currency, vat_basis_points, prices_include_vat, created_by, created_at ON sales_order
BEGIN
SELECT RAISE(ABORT, 'order_fixed') WHERE (NEW.id = OLD.id AND NEW.order_type = OLD.order_type AND NEW.currency = OLD.currency AND NEW.vat_basis_points = OLD.vat_basis_points AND NEW.prices_include_vat = OLD.prices_include_vat AND NEW.created_by = OLD.created_by AND NEW.created_at = OLD.created_at) IS NOT TRUE;
END
--;
CREATE TRIGGER order_line_taxed BEFORE UPDATE OF quantity, unit_price, closed, tax_amount ON order_line
BEGIN
SELECT RAISE(ABORT, 'order_line_tax') WHERE (NEW.tax_amount = (SELECT (NEW.unit_price * (NEW.quantity - NEW.closed)) / (10000 + o.prices_include_vat * o.vat_basis_points) * o.vat_basis_points + (2 * ((NEW.unit_price * (NEW.quantity - NEW.closed)) % (10000 + o.prices_include_vat * o.vat_basis_points)) * o.vat_basis_points + (10000 + o.prices_include_vat * o.vat_basis_points)) / (2 * (10000 + o.prices_include_vat * o.vat_basis_points)) FROM sales_order AS o WHERE o.tenant_id = NEW.tenant_id AND o.id = NEW.order_id)) IS NOT TRUE;
END
--;
CREATE TRIGGER subscription_moved BEFORE UPDATE OF customer_id ON subscription
BEGIN
SELECT RAISE(ABORT, 'subscription_of_another') WHERE (NEW.status = 'voided' OR EXISTS (SELECT 1 FROM sales_order WHERE tenant_id = NEW.tenant_id AND id = NEW.order_id AND customer_id = NEW.customer_id)) IS NOT TRUE;
END
--;
CREATE TRIGGER order_line_counted BEFORE UPDATE OF rented ON order_line
BEGIN
SELECT RAISE(ABORT, 'order_line_count') WHERE (NEW.rented = (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided')) IS NOT TRUE;
END
