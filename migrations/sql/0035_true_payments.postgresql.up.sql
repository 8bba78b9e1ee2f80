DO $$ BEGIN
  CREATE ROLE stockdesk_web NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
--;
GRANT stockdesk_web TO CURRENT_USER
--;
GRANT USAGE ON SCHEMA public TO stockdesk_web
--;
CREATE TABLE unscheduled (
	tenant_id BIGINT NOT NULL, 
	subscription_id TEXT NOT NULL, 
	last BIGINT NOT NULL, 
	never TEXT, 
	CONSTRAINT pk_unscheduled PRIMARY KEY (tenant_id, subscription_id), 
	CONSTRAINT ck_unscheduled_never CHECK (never IS NULL), 
	CONSTRAINT uq_unscheduled_never UNIQUE (tenant_id, never), 
	CONSTRAINT payments_left FOREIGN KEY(tenant_id, subscription_id) REFERENCES unscheduled (tenant_id, never) DEFERRABLE INITIALLY DEFERRED
)
--;
CREATE TABLE unsummed (
	tenant_id BIGINT NOT NULL, 
	order_id TEXT NOT NULL, 
	subtotal BIGINT NOT NULL, 
	tax_amount BIGINT NOT NULL, 
	devices BIGINT NOT NULL, 
	never TEXT, 
	CONSTRAINT pk_unsummed PRIMARY KEY (tenant_id, order_id), 
	CONSTRAINT ck_unsummed_never CHECK (never IS NULL), 
	CONSTRAINT uq_unsummed_never UNIQUE (tenant_id, never), 
	CONSTRAINT order_sums_left FOREIGN KEY(tenant_id, order_id) REFERENCES unsummed (tenant_id, never) DEFERRABLE INITIALLY DEFERRED
)
--;
GRANT SELECT ON unscheduled TO stockdesk_web
--;
GRANT SELECT ON unsummed TO stockdesk_web
--;
DROP FUNCTION sales_order_summed CASCADE
--;
DROP FUNCTION subscription_taken CASCADE
--;
DROP FUNCTION subscription_ended CASCADE
--;
DROP FUNCTION payment_step CASCADE
--;
CREATE OR REPLACE FUNCTION sales_order_summed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF ((SELECT sum(unit_price * (quantity - closed)) = NEW.subtotal AND sum(tax_amount) = NEW.tax_amount AND sum(quantity - closed) = NEW.total_devices FROM order_line WHERE tenant_id = NEW.tenant_id AND order_id = NEW.id)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by order_sums' USING ERRCODE = '23514', CONSTRAINT = 'order_sums'; END IF;
DELETE FROM unsummed WHERE tenant_id = NEW.tenant_id AND order_id = NEW.id;
RETURN NEW;
END $$
--;
CREATE TRIGGER sales_order_summed BEFORE UPDATE OF subtotal, tax_amount, total, total_devices ON sales_order FOR EACH ROW EXECUTE FUNCTION sales_order_summed()
--;
CREATE OR REPLACE FUNCTION subscription_taken() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
PERFORM 1 FROM order_line WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position FOR NO KEY UPDATE;
UPDATE order_line SET rented = (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided') WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND rented <> (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided') AND (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided') + closed <= quantity;
IF (EXISTS (SELECT 1 FROM order_line WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND rented = (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided'))) IS NOT TRUE THEN RAISE EXCEPTION 'refused by line_fulfilled' USING ERRCODE = '23514', CONSTRAINT = 'line_fulfilled'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER subscription_taken AFTER INSERT ON subscription FOR EACH ROW EXECUTE FUNCTION subscription_taken()
--;
CREATE OR REPLACE FUNCTION subscription_ended() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF NEW.status <> OLD.status AND NEW.status = 'voided' THEN PERFORM 1 FROM order_line WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position FOR NO KEY UPDATE; END IF;
IF NEW.status <> OLD.status AND NEW.status = 'voided' THEN UPDATE order_line SET rented = (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided') WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND rented <> (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided') AND (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided') + closed <= quantity; END IF;
IF (NEW.status <> OLD.status AND NEW.status = 'voided') AND (EXISTS (SELECT 1 FROM order_line WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND rented = (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided'))) IS NOT TRUE THEN RAISE EXCEPTION 'refused by line_not_given_back' USING ERRCODE = '23514', CONSTRAINT = 'line_not_given_back'; END IF;
IF NEW.status <> OLD.status AND NEW.status = 'active' THEN PERFORM 1 FROM order_line WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position FOR NO KEY UPDATE; END IF;
IF NEW.status <> OLD.status AND NEW.status = 'active' THEN UPDATE order_line SET rented = (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided') WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND rented <> (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided') AND (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided') + closed <= quantity; END IF;
IF (NEW.status <> OLD.status AND NEW.status = 'active') AND (EXISTS (SELECT 1 FROM order_line WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND rented = (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided'))) IS NOT TRUE THEN RAISE EXCEPTION 'refused by line_fulfilled' USING ERRCODE = '23514', CONSTRAINT = 'line_fulfilled'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER subscription_ended AFTER UPDATE OF status ON subscription FOR EACH ROW EXECUTE FUNCTION subscription_ended()
--;
CREATE OR REPLACE FUNCTION payment_step() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.status = OLD.status OR (OLD.status, NEW.status) IN (VALUES ('pending', 'processing'), ('pending', 'cancelled'), ('pending', 'paid'), ('processing', 'paid'), ('processing', 'failed'), ('failed', 'processing'), ('failed', 'cancelled'), ('failed', 'paid'), ('pending', 'voided'), ('failed', 'voided'), ('voided', 'pending'))) IS NOT TRUE THEN RAISE EXCEPTION 'refused by payment_step_not_allowed' USING ERRCODE = '23514', CONSTRAINT = 'payment_step_not_allowed'; END IF;
IF (NEW.status <> OLD.status AND 'voided' IN (OLD.status, NEW.status)) AND ((SELECT (s.status = 'voided') = (NEW.status = 'voided') FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.subscription_id)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by payment_voided_alone' USING ERRCODE = '23514', CONSTRAINT = 'payment_voided_alone'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER payment_step BEFORE UPDATE OF status ON payment FOR EACH ROW EXECUTE FUNCTION payment_step()
--;
CREATE OR REPLACE FUNCTION sales_order_unsummed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
INSERT INTO unsummed (tenant_id, order_id, subtotal, tax_amount, devices) VALUES (NEW.tenant_id, NEW.id, NEW.subtotal, NEW.tax_amount, NEW.total_devices);
RETURN NEW;
END $$
--;
CREATE TRIGGER sales_order_unsummed AFTER INSERT ON sales_order FOR EACH ROW EXECUTE FUNCTION sales_order_unsummed()
--;
CREATE OR REPLACE FUNCTION order_line_brought() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
DECLARE left_0 bigint; left_1 bigint; left_2 bigint; BEGIN UPDATE unsummed SET subtotal = subtotal + (- NEW.unit_price * (NEW.quantity - NEW.closed)), tax_amount = tax_amount + (- NEW.tax_amount), devices = devices + (- (NEW.quantity - NEW.closed)) WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id RETURNING subtotal, tax_amount, devices INTO left_0, left_1, left_2; IF NOT FOUND THEN IF NOT ((- NEW.unit_price * (NEW.quantity - NEW.closed)) = 0 AND (- NEW.tax_amount) = 0 AND (- (NEW.quantity - NEW.closed)) = 0) THEN INSERT INTO unsummed (tenant_id, order_id, subtotal, tax_amount, devices) VALUES (NEW.tenant_id, NEW.order_id, (- NEW.unit_price * (NEW.quantity - NEW.closed)), (- NEW.tax_amount), (- (NEW.quantity - NEW.closed))); END IF; ELSIF left_0 = 0 AND left_1 = 0 AND left_2 = 0 THEN DELETE FROM unsummed WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id; END IF; END;
RETURN NEW;
END $$
--;
CREATE TRIGGER order_line_brought AFTER INSERT ON order_line FOR EACH ROW EXECUTE FUNCTION order_line_brought()
--;
CREATE OR REPLACE FUNCTION order_line_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
DECLARE left_0 bigint; left_1 bigint; left_2 bigint; BEGIN UPDATE unsummed SET subtotal = subtotal + (+ OLD.unit_price * (OLD.quantity - OLD.closed) - NEW.unit_price * (NEW.quantity - NEW.closed)), tax_amount = tax_amount + (+ OLD.tax_amount - NEW.tax_amount), devices = devices + (+ (OLD.quantity - OLD.closed) - (NEW.quantity - NEW.closed)) WHERE tenant_id = OLD.tenant_id AND order_id = OLD.order_id RETURNING subtotal, tax_amount, devices INTO left_0, left_1, left_2; IF NOT FOUND THEN IF NOT ((+ OLD.unit_price * (OLD.quantity - OLD.closed) - NEW.unit_price * (NEW.quantity - NEW.closed)) = 0 AND (+ OLD.tax_amount - NEW.tax_amount) = 0 AND (+ (OLD.quantity - OLD.closed) - (NEW.quantity - NEW.closed)) = 0) THEN INSERT INTO unsummed (tenant_id, order_id, subtotal, tax_amount, devices) VALUES (OLD.tenant_id, OLD.order_id, (+ OLD.unit_price * (OLD.quantity - OLD.closed) - NEW.unit_price * (NEW.quantity - NEW.closed)), (+ OLD.tax_amount - NEW.tax_amount), (+ (OLD.quantity - OLD.closed) - (NEW.quantity - NEW.closed))); END IF; ELSIF left_0 = 0 AND left_1 = 0 AND left_2 = 0 THEN DELETE FROM unsummed WHERE tenant_id = OLD.tenant_id AND order_id = OLD.order_id; END IF; END;
RETURN NEW;
END $$
--;
CREATE TRIGGER order_line_changed AFTER UPDATE OF quantity, unit_price, closed, tax_amount ON order_line FOR EACH ROW EXECUTE FUNCTION order_line_changed()
--;
CREATE OR REPLACE FUNCTION order_line_taken() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
DECLARE left_0 bigint; left_1 bigint; left_2 bigint; BEGIN UPDATE unsummed SET subtotal = subtotal + (+ OLD.unit_price * (OLD.quantity - OLD.closed)), tax_amount = tax_amount + (+ OLD.tax_amount), devices = devices + (+ (OLD.quantity - OLD.closed)) WHERE tenant_id = OLD.tenant_id AND order_id = OLD.order_id RETURNING subtotal, tax_amount, devices INTO left_0, left_1, left_2; IF NOT FOUND THEN IF NOT ((+ OLD.unit_price * (OLD.quantity - OLD.closed)) = 0 AND (+ OLD.tax_amount) = 0 AND (+ (OLD.quantity - OLD.closed)) = 0) THEN INSERT INTO unsummed (tenant_id, order_id, subtotal, tax_amount, devices) VALUES (OLD.tenant_id, OLD.order_id, (+ OLD.unit_price * (OLD.quantity - OLD.closed)), (+ OLD.tax_amount), (+ (OLD.quantity - OLD.closed))); END IF; ELSIF left_0 = 0 AND left_1 = 0 AND left_2 = 0 THEN DELETE FROM unsummed WHERE tenant_id = OLD.tenant_id AND order_id = OLD.order_id; END IF; END;
RETURN OLD;
END $$
--;
CREATE TRIGGER order_line_taken AFTER DELETE ON order_line FOR EACH ROW EXECUTE FUNCTION order_line_taken()
--;
CREATE OR REPLACE FUNCTION order_line_fixed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.tenant_id = OLD.tenant_id AND NEW.order_id = OLD.order_id) IS NOT TRUE THEN RAISE EXCEPTION 'refused by order_line_fixed' USING ERRCODE = '23514', CONSTRAINT = 'order_line_fixed'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER order_line_fixed BEFORE UPDATE OF tenant_id, order_id ON order_line FOR EACH ROW EXECUTE FUNCTION order_line_fixed()
--;
CREATE OR REPLACE FUNCTION subscription_unscheduled() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
INSERT INTO unscheduled (tenant_id, subscription_id, last) VALUES (NEW.tenant_id, NEW.id, NEW.contract_length);
RETURN NEW;
END $$
--;
CREATE TRIGGER subscription_unscheduled AFTER INSERT ON subscription FOR EACH ROW EXECUTE FUNCTION subscription_unscheduled()
--;
CREATE OR REPLACE FUNCTION payment_scheduled() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
DECLARE ends bigint; BEGIN SELECT last INTO ends FROM unscheduled WHERE tenant_id = NEW.tenant_id AND subscription_id = NEW.subscription_id; IF (NEW.status = 'pending' AND NEW.number <= ends) IS NOT TRUE THEN RAISE EXCEPTION 'refused by payment_not_asked_for' USING ERRCODE = '23514', CONSTRAINT = 'payment_not_asked_for'; END IF; IF NEW.number = ends THEN IF ((SELECT (SELECT count(*) FROM payment AS p WHERE p.tenant_id = s.tenant_id AND p.subscription_id = s.id AND p.customer_id = s.customer_id AND p.number <= s.contract_length AND p.rent = s.monthly_amount AND p.setup_fee = CASE p.number WHEN 1 THEN s.setup_fee ELSE 0 END AND p.rent_tax = s.monthly_amount / (10000 + s.prices_include_vat * s.vat_basis_points) * s.vat_basis_points + (2 * (s.monthly_amount % (10000 + s.prices_include_vat * s.vat_basis_points)) * s.vat_basis_points + (10000 + s.prices_include_vat * s.vat_basis_points)) / (2 * (10000 + s.prices_include_vat * s.vat_basis_points)) AND p.setup_fee_tax = CASE p.setup_fee WHEN 0 THEN 0 ELSE p.setup_fee / (10000 + s.prices_include_vat * s.vat_basis_points) * s.vat_basis_points + (2 * (p.setup_fee % (10000 + s.prices_include_vat * s.vat_basis_points)) * s.vat_basis_points + (10000 + s.prices_include_vat * s.vat_basis_points)) / (2 * (10000 + s.prices_include_vat * s.vat_basis_points)) END AND p.total = p.subtotal + CASE s.prices_include_vat WHEN 1 THEN 0 ELSE p.tax_amount END AND p.vat_basis_points = s.vat_basis_points AND p.currency = s.currency AND replace(p.billing_period, '-', '') = CAST((CAST(substr(s.start_date, 1, 4) AS integer) * 12 + CAST(substr(s.start_date, 6, 2) AS integer) + p.number - CASE s.billing_start WHEN 'immediate' THEN 2 ELSE 1 END) / 12 * 100 + (CAST(substr(s.start_date, 1, 4) AS integer) * 12 + CAST(substr(s.start_date, 6, 2) AS integer) + p.number - CASE s.billing_start WHEN 'immediate' THEN 2 ELSE 1 END) % 12 + 1 AS text) AND substr(p.billing_period, 5, 1) = '-' AND p.due_date = p.billing_period || '-' || CASE WHEN CASE s.billing_start WHEN 'first_of_next_month' THEN '01' ELSE substr(s.start_date, 9, 2) END <= '28' OR CASE s.billing_start WHEN 'first_of_next_month' THEN '01' ELSE substr(s.start_date, 9, 2) END <= CASE WHEN CAST(substr(p.billing_period, 6, 2) AS integer) IN (4, 6, 9, 11) THEN '30' WHEN CAST(substr(p.billing_period, 6, 2) AS integer) <> 2 THEN '31' WHEN CAST(substr(p.billing_period, 1, 4) AS integer) % 4 = 0 AND (CAST(substr(p.billing_period, 1, 4) AS integer) % 100 <> 0 OR CAST(substr(p.billing_period, 1, 4) AS integer) % 400 = 0) THEN '29' ELSE '28' END THEN CASE s.billing_start WHEN 'first_of_next_month' THEN '01' ELSE substr(s.start_date, 9, 2) END ELSE CASE WHEN CAST(substr(p.billing_period, 6, 2) AS integer) IN (4, 6, 9, 11) THEN '30' WHEN CAST(substr(p.billing_period, 6, 2) AS integer) <> 2 THEN '31' WHEN CAST(substr(p.billing_period, 1, 4) AS integer) % 4 = 0 AND (CAST(substr(p.billing_period, 1, 4) AS integer) % 100 <> 0 OR CAST(substr(p.billing_period, 1, 4) AS integer) % 400 = 0) THEN '29' ELSE '28' END END) = s.contract_length FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.subscription_id)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by payment_not_as_agreed' USING ERRCODE = '23514', CONSTRAINT = 'payment_not_as_agreed'; END IF; DELETE FROM unscheduled WHERE tenant_id = NEW.tenant_id AND subscription_id = NEW.subscription_id; END IF; END;
RETURN NEW;
END $$
--;
CREATE TRIGGER payment_scheduled AFTER INSERT ON payment FOR EACH ROW EXECUTE FUNCTION payment_scheduled()
--;
CREATE OR REPLACE FUNCTION payment_asked() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (EXISTS (SELECT 1 FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.subscription_id AND NEW.number <= s.contract_length AND NEW.rent = s.monthly_amount AND NEW.setup_fee = CASE NEW.number WHEN 1 THEN s.setup_fee ELSE 0 END AND NEW.rent_tax = s.monthly_amount / (10000 + s.prices_include_vat * s.vat_basis_points) * s.vat_basis_points + (2 * (s.monthly_amount % (10000 + s.prices_include_vat * s.vat_basis_points)) * s.vat_basis_points + (10000 + s.prices_include_vat * s.vat_basis_points)) / (2 * (10000 + s.prices_include_vat * s.vat_basis_points)) AND NEW.setup_fee_tax = CASE NEW.setup_fee WHEN 0 THEN 0 ELSE NEW.setup_fee / (10000 + s.prices_include_vat * s.vat_basis_points) * s.vat_basis_points + (2 * (NEW.setup_fee % (10000 + s.prices_include_vat * s.vat_basis_points)) * s.vat_basis_points + (10000 + s.prices_include_vat * s.vat_basis_points)) / (2 * (10000 + s.prices_include_vat * s.vat_basis_points)) END AND NEW.total = NEW.subtotal + CASE s.prices_include_vat WHEN 1 THEN 0 ELSE NEW.tax_amount END AND NEW.vat_basis_points = s.vat_basis_points AND NEW.currency = s.currency AND replace(NEW.billing_period, '-', '') = CAST((CAST(substr(s.start_date, 1, 4) AS integer) * 12 + CAST(substr(s.start_date, 6, 2) AS integer) + NEW.number - CASE s.billing_start WHEN 'immediate' THEN 2 ELSE 1 END) / 12 * 100 + (CAST(substr(s.start_date, 1, 4) AS integer) * 12 + CAST(substr(s.start_date, 6, 2) AS integer) + NEW.number - CASE s.billing_start WHEN 'immediate' THEN 2 ELSE 1 END) % 12 + 1 AS text) AND substr(NEW.billing_period, 5, 1) = '-' AND NEW.due_date = NEW.billing_period || '-' || CASE WHEN CASE s.billing_start WHEN 'first_of_next_month' THEN '01' ELSE substr(s.start_date, 9, 2) END <= '28' OR CASE s.billing_start WHEN 'first_of_next_month' THEN '01' ELSE substr(s.start_date, 9, 2) END <= CASE WHEN CAST(substr(NEW.billing_period, 6, 2) AS integer) IN (4, 6, 9, 11) THEN '30' WHEN CAST(substr(NEW.billing_period, 6, 2) AS integer) <> 2 THEN '31' WHEN CAST(substr(NEW.billing_period, 1, 4) AS integer) % 4 = 0 AND (CAST(substr(NEW.billing_period, 1, 4) AS integer) % 100 <> 0 OR CAST(substr(NEW.billing_period, 1, 4) AS integer) % 400 = 0) THEN '29' ELSE '28' END THEN CASE s.billing_start WHEN 'first_of_next_month' THEN '01' ELSE substr(s.start_date, 9, 2) END ELSE CASE WHEN CAST(substr(NEW.billing_period, 6, 2) AS integer) IN (4, 6, 9, 11) THEN '30' WHEN CAST(substr(NEW.billing_period, 6, 2) AS integer) <> 2 THEN '31' WHEN CAST(substr(NEW.billing_period, 1, 4) AS integer) % 4 = 0 AND (CAST(substr(NEW.billing_period, 1, 4) AS integer) % 100 <> 0 OR CAST(substr(NEW.billing_period, 1, 4) AS integer) % 400 = 0) THEN '29' ELSE '28' END END)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by payment_not_as_agreed' USING ERRCODE = '23514', CONSTRAINT = 'payment_not_as_agreed'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER payment_asked BEFORE UPDATE OF subscription_id, number, billing_period, due_date, rent, rent_tax, setup_fee, setup_fee_tax, subtotal, tax_amount, vat_basis_points, total, currency ON payment FOR EACH ROW EXECUTE FUNCTION payment_asked()
--;
CREATE OR REPLACE FUNCTION payment_moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (EXISTS (SELECT 1 FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.subscription_id AND s.customer_id = NEW.customer_id)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by payment_of_another' USING ERRCODE = '23514', CONSTRAINT = 'payment_of_another'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER payment_moved BEFORE UPDATE OF customer_id ON payment FOR EACH ROW EXECUTE FUNCTION payment_moved()
