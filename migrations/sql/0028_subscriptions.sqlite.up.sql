CREATE TABLE subscription (
	tenant_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	status TEXT NOT NULL, 
	order_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	unit_id TEXT NOT NULL, 
	customer_id TEXT NOT NULL, 
	variant_id TEXT NOT NULL, 
	product_id TEXT NOT NULL, 
	sku TEXT NOT NULL, 
	product_name TEXT NOT NULL, 
	image_url TEXT, 
	currency TEXT NOT NULL, 
	monthly_amount INTEGER NOT NULL, 
	setup_fee INTEGER NOT NULL, 
	vat_basis_points INTEGER NOT NULL, 
	prices_include_vat INTEGER NOT NULL, 
	original_contract_length INTEGER NOT NULL, 
	contract_length INTEGER NOT NULL, 
	billing_start TEXT NOT NULL, 
	start_date TEXT NOT NULL, 
	end_date TEXT NOT NULL, 
	list_price INTEGER, 
	list_price_source TEXT NOT NULL, 
	acquisition_cost INTEGER, 
	acquisition_cost_source TEXT NOT NULL, 
	notes TEXT, 
	batch_id TEXT NOT NULL, 
	created_by TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	CONSTRAINT pk_subscription PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_subscription_line FOREIGN KEY(tenant_id, order_id, position) REFERENCES order_line (tenant_id, order_id, position), 
	CONSTRAINT fk_subscription_unit FOREIGN KEY(tenant_id, unit_id) REFERENCES unit (tenant_id, id), 
	CONSTRAINT fk_subscription_customer FOREIGN KEY(tenant_id, customer_id) REFERENCES customer (tenant_id, id), 
	CONSTRAINT fk_subscription_variant FOREIGN KEY(tenant_id, variant_id, product_id) REFERENCES variant (tenant_id, id, product_id), 
	CONSTRAINT fk_subscription_batch FOREIGN KEY(tenant_id, batch_id) REFERENCES batch (tenant_id, id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT ck_subscription_status CHECK (status IN ('active', 'cancelled', 'ended_completed', 'ended_buyout', 'ended_upgrade', 'ended_early_return', 'voided')), 
	CONSTRAINT ck_subscription_billing_start CHECK (billing_start IN ('immediate', 'first_of_next_month', 'same_day_next_month')), 
	CONSTRAINT ck_subscription_list_source CHECK (list_price_source IN ('variant', 'manual', 'order_override', 'estimated', 'unknown')), 
	CONSTRAINT ck_subscription_cost_source CHECK (acquisition_cost_source IN ('variant', 'manual', 'order_override', 'list_price', 'unknown')), 
	CONSTRAINT ck_subscription_monthly CHECK (monthly_amount BETWEEN 0 AND 10000000000000), 
	CONSTRAINT ck_subscription_setup_fee CHECK (setup_fee BETWEEN 0 AND 10000000000000), 
	CONSTRAINT ck_subscription_original_length CHECK (original_contract_length BETWEEN 1 AND 1200), 
	CONSTRAINT ck_subscription_length CHECK (contract_length BETWEEN 1 AND 1200), 
	CONSTRAINT ck_subscription_days CHECK (end_date > start_date), 
	CONSTRAINT ck_subscription_notes CHECK (length(notes) <= 5000)
)
 STRICT
--;
CREATE INDEX ix_subscription_batch ON subscription (tenant_id, batch_id)
--;
CREATE INDEX ix_subscription_created ON subscription (tenant_id, created_at, id)
--;
CREATE INDEX ix_subscription_customer ON subscription (tenant_id, customer_id, created_at, id)
--;
CREATE INDEX ix_subscription_end ON subscription (tenant_id, end_date, id)
--;
CREATE INDEX ix_subscription_line ON subscription (tenant_id, order_id, position)
--;
CREATE INDEX ix_subscription_of_unit ON subscription (tenant_id, unit_id, created_at)
--;
CREATE INDEX ix_subscription_status ON subscription (tenant_id, status, created_at, id)
--;
CREATE UNIQUE INDEX uq_subscription_unit ON subscription (tenant_id, unit_id) WHERE status = 'active'
--;
CREATE TABLE payment (
	tenant_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	subscription_id TEXT NOT NULL, 
	customer_id TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	billing_period TEXT NOT NULL, 
	due_date TEXT NOT NULL, 
	rent INTEGER NOT NULL, 
	rent_tax INTEGER NOT NULL, 
	setup_fee INTEGER NOT NULL, 
	setup_fee_tax INTEGER NOT NULL, 
	subtotal INTEGER NOT NULL, 
	tax_amount INTEGER NOT NULL, 
	vat_basis_points INTEGER NOT NULL, 
	total INTEGER NOT NULL, 
	currency TEXT NOT NULL, 
	status TEXT NOT NULL, 
	paid_at INTEGER, 
	notes TEXT, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	CONSTRAINT pk_payment PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_payment_subscription FOREIGN KEY(tenant_id, subscription_id) REFERENCES subscription (tenant_id, id), 
	CONSTRAINT fk_payment_customer FOREIGN KEY(tenant_id, customer_id) REFERENCES customer (tenant_id, id), 
	CONSTRAINT ck_payment_status CHECK (status IN ('pending', 'processing', 'paid', 'failed', 'cancelled', 'voided')), 
	CONSTRAINT ck_payment_paid CHECK ((status = 'paid') = (paid_at IS NOT NULL)), 
	CONSTRAINT ck_payment_number CHECK (number >= 1), 
	CONSTRAINT ck_payment_period CHECK (length(billing_period) = 7), 
	CONSTRAINT ck_payment_rent CHECK (rent BETWEEN 0 AND 10000000000000), 
	CONSTRAINT ck_payment_setup_fee CHECK (setup_fee BETWEEN 0 AND 10000000000000), 
	CONSTRAINT ck_payment_rent_tax CHECK (rent_tax BETWEEN 0 AND tax_amount), 
	CONSTRAINT ck_payment_fee_tax CHECK (setup_fee_tax = tax_amount - rent_tax), 
	CONSTRAINT ck_payment_subtotal CHECK (subtotal = rent + setup_fee), 
	CONSTRAINT ck_payment_total CHECK (total IN (subtotal, subtotal + tax_amount)), 
	CONSTRAINT ck_payment_tax CHECK (tax_amount BETWEEN 0 AND total), 
	CONSTRAINT ck_payment_notes CHECK (length(notes) <= 5000)
)
 STRICT
--;
CREATE INDEX ix_payment_created ON payment (tenant_id, created_at, id)
--;
CREATE INDEX ix_payment_customer ON payment (tenant_id, customer_id, due_date, id)
--;
CREATE INDEX ix_payment_due ON payment (tenant_id, due_date, id)
--;
CREATE INDEX ix_payment_status ON payment (tenant_id, status, due_date, id)
--;
CREATE UNIQUE INDEX uq_payment_number ON payment (tenant_id, subscription_id, number)
--;
CREATE TRIGGER subscription_born BEFORE INSERT ON subscription
BEGIN
SELECT RAISE(ABORT, 'subscription_born_active') WHERE (NEW.status = 'active') IS NOT TRUE;
SELECT RAISE(ABORT, 'order_not_confirmed') WHERE (EXISTS (SELECT 1 FROM sales_order WHERE tenant_id = NEW.tenant_id AND id = NEW.order_id AND status IN ('confirmed', 'partial') AND customer_id = NEW.customer_id)) IS NOT TRUE;
SELECT RAISE(ABORT, 'line_of_another_sku') WHERE (EXISTS (SELECT 1 FROM order_line WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND variant_id = NEW.variant_id) AND EXISTS (SELECT 1 FROM unit WHERE tenant_id = NEW.tenant_id AND id = NEW.unit_id AND variant_id = NEW.variant_id)) IS NOT TRUE;
SELECT RAISE(ABORT, 'unit_not_rented_out') WHERE (EXISTS (SELECT 1 FROM unit WHERE tenant_id = NEW.tenant_id AND id = NEW.unit_id AND status = 'rented_out')) IS NOT TRUE;
END
--;
CREATE TRIGGER subscription_taken AFTER INSERT ON subscription
BEGIN
UPDATE order_line SET rented = rented + 1 WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND rented + closed < quantity;
SELECT RAISE(ABORT, 'line_fulfilled') WHERE NOT EXISTS (SELECT 1 FROM order_line WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND rented = (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided'));
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
CREATE TRIGGER subscription_ended AFTER UPDATE OF status ON subscription
BEGIN
UPDATE order_line SET rented = rented - 1 WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND rented > 0 AND (NEW.status <> OLD.status AND NEW.status = 'voided');
SELECT RAISE(ABORT, 'line_not_given_back') WHERE NOT EXISTS (SELECT 1 FROM order_line WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND rented = (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided')) AND (NEW.status <> OLD.status AND NEW.status = 'voided');
UPDATE order_line SET rented = rented + 1 WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND rented + closed < quantity AND (NEW.status <> OLD.status AND NEW.status = 'active');
SELECT RAISE(ABORT, 'line_fulfilled') WHERE NOT EXISTS (SELECT 1 FROM order_line WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND rented = (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided')) AND (NEW.status <> OLD.status AND NEW.status = 'active');
END
--;
CREATE TRIGGER subscription_fixed BEFORE UPDATE OF id, order_id, position, unit_id, variant_id, product_id, currency ON subscription
BEGIN
SELECT RAISE(ABORT, 'subscription_fixed') WHERE (NEW.id = OLD.id AND NEW.order_id = OLD.order_id AND NEW.position = OLD.position AND NEW.unit_id = OLD.unit_id AND NEW.variant_id = OLD.variant_id AND NEW.product_id = OLD.product_id AND NEW.currency = OLD.currency) IS NOT TRUE;
END
--;
CREATE TRIGGER unit_on_subscription BEFORE UPDATE OF status ON unit
BEGIN
SELECT RAISE(ABORT, 'unit_on_subscription') WHERE (NEW.status = 'rented_out' OR NOT EXISTS (SELECT 1 FROM subscription WHERE tenant_id = NEW.tenant_id AND unit_id = NEW.id AND status = 'active')) IS NOT TRUE;
END
--;
CREATE TRIGGER payment_step BEFORE UPDATE OF status ON payment
BEGIN
SELECT RAISE(ABORT, 'payment_step_not_allowed') WHERE (NEW.status = OLD.status OR (OLD.status, NEW.status) IN (VALUES ('pending', 'processing'), ('pending', 'cancelled'), ('pending', 'paid'), ('processing', 'paid'), ('processing', 'failed'), ('failed', 'processing'), ('failed', 'cancelled'), ('failed', 'paid'), ('pending', 'voided'), ('failed', 'voided'), ('voided', 'pending'))) IS NOT TRUE;
END
--;
CREATE TRIGGER subscription_no_delete BEFORE DELETE ON subscription
BEGIN
SELECT RAISE(ABORT, 'subscription_kept') WHERE (1 = 0) IS NOT TRUE;
END
--;
CREATE TRIGGER payment_no_delete BEFORE DELETE ON payment
BEGIN
SELECT RAISE(ABORT, 'payment_kept') WHERE (1 = 0) IS NOT TRUE;
END
