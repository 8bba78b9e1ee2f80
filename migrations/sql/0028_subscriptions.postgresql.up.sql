DO $$ BEGIN
  CREATE ROLE stockdesk_web NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
--;
GRANT stockdesk_web TO CURRENT_USER
--;
GRANT USAGE ON SCHEMA public TO stockdesk_web
--;
CREATE TABLE subscription (
	tenant_id BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	status TEXT NOT NULL, 
	order_id TEXT NOT NULL, 
	position BIGINT NOT NULL, 
	unit_id TEXT NOT NULL, 
	customer_id TEXT NOT NULL, 
	variant_id TEXT NOT NULL, 
	product_id TEXT NOT NULL, 
	sku TEXT NOT NULL, 
	product_name TEXT NOT NULL, 
	image_url TEXT, 
	currency TEXT NOT NULL, 
	monthly_amount BIGINT NOT NULL, 
	setup_fee BIGINT NOT NULL, 
	vat_basis_points BIGINT NOT NULL, 
	prices_include_vat BIGINT NOT NULL, 
	original_contract_length BIGINT NOT NULL, 
	contract_length BIGINT NOT NULL, 
	billing_start TEXT NOT NULL, 
	start_date TEXT NOT NULL, 
	end_date TEXT NOT NULL, 
	list_price BIGINT, 
	list_price_source TEXT NOT NULL, 
	acquisition_cost BIGINT, 
	acquisition_cost_source TEXT NOT NULL, 
	notes TEXT, 
	batch_id TEXT NOT NULL, 
	created_by TEXT NOT NULL, 
	version BIGINT NOT NULL, 
	created_at BIGINT NOT NULL, 
	updated_at BIGINT NOT NULL, 
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
	tenant_id BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	subscription_id TEXT NOT NULL, 
	customer_id TEXT NOT NULL, 
	number BIGINT NOT NULL, 
	billing_period TEXT NOT NULL, 
	due_date TEXT NOT NULL, 
	rent BIGINT NOT NULL, 
	rent_tax BIGINT NOT NULL, 
	setup_fee BIGINT NOT NULL, 
	setup_fee_tax BIGINT NOT NULL, 
	subtotal BIGINT NOT NULL, 
	tax_amount BIGINT NOT NULL, 
	vat_basis_points BIGINT NOT NULL, 
	total BIGINT NOT NULL, 
	currency TEXT NOT NULL, 
	status TEXT NOT NULL, 
	paid_at BIGINT, 
	notes TEXT, 
	created_at BIGINT NOT NULL, 
	updated_at BIGINT NOT NULL, 
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
CREATE OR REPLACE FUNCTION subscription_taken() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
UPDATE order_line SET rented = rented + 1 WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND rented + closed < quantity; IF NOT FOUND THEN RAISE EXCEPTION 'refused by line_fulfilled' USING ERRCODE = '23514', CONSTRAINT = 'line_fulfilled'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER subscription_taken AFTER INSERT ON subscription FOR EACH ROW EXECUTE FUNCTION subscription_taken()
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
CREATE OR REPLACE FUNCTION subscription_ended() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF NEW.status <> OLD.status AND NEW.status = 'voided' THEN UPDATE order_line SET rented = rented - 1 WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND rented > 0; IF NOT FOUND THEN RAISE EXCEPTION 'refused by line_not_given_back' USING ERRCODE = '23514', CONSTRAINT = 'line_not_given_back'; END IF; END IF;
IF NEW.status <> OLD.status AND NEW.status = 'active' THEN UPDATE order_line SET rented = rented + 1 WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND rented + closed < quantity; IF NOT FOUND THEN RAISE EXCEPTION 'refused by line_fulfilled' USING ERRCODE = '23514', CONSTRAINT = 'line_fulfilled'; END IF; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER subscription_ended AFTER UPDATE OF status ON subscription FOR EACH ROW EXECUTE FUNCTION subscription_ended()
--;
CREATE OR REPLACE FUNCTION subscription_fixed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.id = OLD.id AND NEW.order_id = OLD.order_id AND NEW.position = OLD.position AND NEW.unit_id = OLD.unit_id AND NEW.variant_id = OLD.variant_id AND NEW.product_id = OLD.product_id AND NEW.currency = OLD.currency) IS NOT TRUE THEN RAISE EXCEPTION 'refused by subscription_fixed' USING ERRCODE = '23514', CONSTRAINT = 'subscription_fixed'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER subscription_fixed BEFORE UPDATE OF id, order_id, position, unit_id, variant_id, product_id, currency ON subscription FOR EACH ROW EXECUTE FUNCTION subscription_fixed()
--;
CREATE OR REPLACE FUNCTION unit_on_subscription() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.status = 'rented_out' OR NOT EXISTS (SELECT 1 FROM subscription WHERE tenant_id = NEW.tenant_id AND unit_id = NEW.id AND status = 'active')) IS NOT TRUE THEN RAISE EXCEPTION 'refused by unit_on_subscription' USING ERRCODE = '23514', CONSTRAINT = 'unit_on_subscription'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER unit_on_subscription BEFORE UPDATE OF status ON unit FOR EACH ROW EXECUTE FUNCTION unit_on_subscription()
--;
CREATE OR REPLACE FUNCTION payment_step() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.status = OLD.status OR (OLD.status, NEW.status) IN (VALUES ('pending', 'processing'), ('pending', 'cancelled'), ('pending', 'paid'), ('processing', 'paid'), ('processing', 'failed'), ('failed', 'processing'), ('failed', 'cancelled'), ('failed', 'paid'), ('pending', 'voided'), ('failed', 'voided'), ('voided', 'pending'))) IS NOT TRUE THEN RAISE EXCEPTION 'refused by payment_step_not_allowed' USING ERRCODE = '23514', CONSTRAINT = 'payment_step_not_allowed'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER payment_step BEFORE UPDATE OF status ON payment FOR EACH ROW EXECUTE FUNCTION payment_step()
--;
CREATE OR REPLACE FUNCTION subscription_no_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (1 = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by subscription_kept' USING ERRCODE = '23514', CONSTRAINT = 'subscription_kept'; END IF;
RETURN OLD;
END $$
--;
CREATE TRIGGER subscription_no_delete BEFORE DELETE ON subscription FOR EACH ROW EXECUTE FUNCTION subscription_no_delete()
--;
CREATE OR REPLACE FUNCTION payment_no_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (1 = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by payment_kept' USING ERRCODE = '23514', CONSTRAINT = 'payment_kept'; END IF;
RETURN OLD;
END $$
--;
CREATE TRIGGER payment_no_delete BEFORE DELETE ON payment FOR EACH ROW EXECUTE FUNCTION payment_no_delete()
--;
GRANT SELECT, INSERT, UPDATE ON subscription TO stockdesk_web
--;
GRANT SELECT, INSERT, UPDATE ON payment TO stockdesk_web
