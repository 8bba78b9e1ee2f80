CREATE TABLE unscheduled (
	tenant_id INTEGER NOT NULL, 
	subscription_id TEXT NOT NULL, 
	last INTEGER NOT NULL, 
	never TEXT, 
	CONSTRAINT pk_unscheduled PRIMARY KEY (tenant_id, subscription_id), 
	CONSTRAINT ck_unscheduled_never CHECK (never IS NULL), 
	CONSTRAINT uq_unscheduled_never UNIQUE (tenant_id, never), 
	CONSTRAINT payments_left FOREIGN KEY(tenant_id, subscription_id) REFERENCES unscheduled (tenant_id, never) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
--;
CREATE TABLE unsummed (
	tenant_id INTEGER NOT NULL, 
	order_id TEXT NOT NULL, 
	subtotal INTEGER NOT NULL, 
	tax_amount INTEGER NOT NULL, 
	devices INTEGER NOT NULL, 
	never TEXT, 
	CONSTRAINT pk_unsummed PRIMARY KEY (tenant_id, order_id), 
	CONSTRAINT ck_unsummed_never CHECK (never IS NULL), 
	CONSTRAINT uq_unsummed_never UNIQUE (tenant_id, never), 
	CONSTRAINT order_sums_left FOREIGN KEY(tenant_id, order_id) REFERENCES unsummed (tenant_id, never) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
--;
DROP TRIGGER sales_order_summed
--;
DROP TRIGGER subscription_taken
--;
DROP TRIGGER subscription_ended
--;
DROP TRIGGER payment_step
--;
CREATE TRIGGER sales_order_summed BEFORE UPDATE OF subtotal, tax_amount, total, total_devices ON sales_order
BEGIN
SELECT RAISE(ABORT, 'order_sums') WHERE ((SELECT sum(unit_price * (quantity - closed)) = NEW.subtotal AND sum(tax_amount) = NEW.tax_amount AND sum(quantity - closed) = NEW.total_devices FROM order_line WHERE tenant_id = NEW.tenant_id AND order_id = NEW.id)) IS NOT TRUE;
DELETE FROM unsummed WHERE tenant_id = NEW.tenant_id AND order_id = NEW.id;
END
--;
CREATE TRIGGER subscription_taken AFTER INSERT ON subscription
BEGIN
UPDATE order_line SET rented = (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided') WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND rented <> (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided') AND (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided') + closed <= quantity;
SELECT RAISE(ABORT, 'line_fulfilled') WHERE (EXISTS (SELECT 1 FROM order_line WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND rented = (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided'))) IS NOT TRUE;
END
--;
CREATE TRIGGER subscription_ended AFTER UPDATE OF status ON subscription
BEGIN
UPDATE order_line SET rented = (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided') WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND rented <> (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided') AND (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided') + closed <= quantity AND (NEW.status <> OLD.status AND NEW.status = 'voided');
SELECT RAISE(ABORT, 'line_not_given_back') WHERE (NEW.status <> OLD.status AND NEW.status = 'voided') AND (EXISTS (SELECT 1 FROM order_line WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND rented = (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided'))) IS NOT TRUE;
UPDATE order_line SET rented = (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided') WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND rented <> (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided') AND (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided') + closed <= quantity AND (NEW.status <> OLD.status AND NEW.status = 'active');
SELECT RAISE(ABORT, 'line_fulfilled') WHERE (NEW.status <> OLD.status AND NEW.status = 'active') AND (EXISTS (SELECT 1 FROM order_line WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND rented = (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided'))) IS NOT TRUE;
END
--;
CREATE TRIGGER payment_step BEFORE UPDATE OF status ON payment
BEGIN
SELECT RAISE(ABORT, 'payment_step_not_allowed') WHERE (NEW.status = OLD.status OR (OLD.status, NEW.status) IN (VALUES ('pending', 'processing'), ('pending', 'cancelled'), ('pending', 'paid'), ('processing', 'paid'), ('processing', 'failed'), ('failed', 'processing'), ('failed', 'cancelled'), ('failed', 'paid'), ('pending', 'voided'), ('failed', 'voided'), ('voided', 'pending'))) IS NOT TRUE;
SELECT RAISE(ABORT, 'payment_voided_alone') WHERE (NEW.status <> OLD.status AND 'voided' IN (OLD.status, NEW.status)) AND ((SELECT (s.status = 'voided') = (NEW.status = 'voided') FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.subscription_id)) IS NOT TRUE;
END
--;
CREATE TRIGGER sales_order_unsummed AFTER INSERT ON sales_order
BEGIN
INSERT INTO unsummed (tenant_id, order_id, subtotal, tax_amount, devices) VALUES (NEW.tenant_id, NEW.id, NEW.subtotal, NEW.tax_amount, NEW.total_devices);
END
--;
CREATE TRIGGER order_line_brought AFTER INSERT ON order_line
BEGIN
INSERT INTO unsummed (tenant_id, order_id, subtotal, tax_amount, devices) SELECT NEW.tenant_id, NEW.order_id, 0, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM unsummed WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id);
UPDATE unsummed SET subtotal = subtotal + (- NEW.unit_price * (NEW.quantity - NEW.closed)), tax_amount = tax_amount + (- NEW.tax_amount), devices = devices + (- (NEW.quantity - NEW.closed)) WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id;
DELETE FROM unsummed WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND subtotal = 0 AND tax_amount = 0 AND devices = 0;
END
--;
CREATE TRIGGER order_line_changed AFTER UPDATE OF quantity, unit_price, closed, tax_amount ON order_line
BEGIN
INSERT INTO unsummed (tenant_id, order_id, subtotal, tax_amount, devices) SELECT OLD.tenant_id, OLD.order_id, 0, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM unsummed WHERE tenant_id = OLD.tenant_id AND order_id = OLD.order_id);
UPDATE unsummed SET subtotal = subtotal + (+ OLD.unit_price * (OLD.quantity - OLD.closed) - NEW.unit_price * (NEW.quantity - NEW.closed)), tax_amount = tax_amount + (+ OLD.tax_amount - NEW.tax_amount), devices = devices + (+ (OLD.quantity - OLD.closed) - (NEW.quantity - NEW.closed)) WHERE tenant_id = OLD.tenant_id AND order_id = OLD.order_id;
DELETE FROM unsummed WHERE tenant_id = OLD.tenant_id AND order_id = OLD.order_id AND subtotal = 0 AND tax_amount = 0 AND devices = 0;
END
--;
CREATE TRIGGER order_line_taken AFTER DELETE ON order_line
BEGIN
INSERT INTO unsummed (tenant_id, order_id, subtotal, tax_amount, devices) SELECT OLD.tenant_id, OLD.order_id, 0, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM unsummed WHERE tenant_id = OLD.tenant_id AND order_id = OLD.order_id);
UPDATE unsummed SET subtotal = subtotal + (+ OLD.unit_price * (OLD.quantity - OLD.closed)), tax_amount = tax_amount + (+ OLD.tax_amount), devices = devices + (+ (OLD.quantity - OLD.closed)) WHERE tenant_id = OLD.tenant_id AND order_id = OLD.order_id;
DELETE FROM unsummed WHERE tenant_id = OLD.tenant_id AND order_id = OLD.order_id AND subtotal = 0 AND tax_amount = 0 AND devices = 0;
END
--;
CREATE TRIGGER order_line_fixed BEFORE UPDATE OF tenant_id, order_id ON order_line
BEGIN
SELECT RAISE(ABORT, 'order_line_fixed') WHERE (NEW.tenant_id = OLD.tenant_id AND NEW.order_id = OLD.order_id) IS NOT TRUE;
END
--;
CREATE TRIGGER subscription_unscheduled AFTER INSERT ON subscription
BEGIN
INSERT INTO unscheduled (tenant_id, subscription_id, last) VALUES (NEW.tenant_id, NEW.id, NEW.contract_length);
END
--;
CREATE TRIGGER payment_scheduled AFTER INSERT ON payment
BEGIN
SELECT RAISE(ABORT, 'payment_not_asked_for') WHERE (NEW.status = 'pending' AND NEW.number <= (SELECT last FROM unscheduled WHERE tenant_id = NEW.tenant_id AND subscription_id = NEW.subscription_id)) IS NOT TRUE;
SELECT RAISE(ABORT, 'payment_not_as_agreed') WHERE (NEW.number = (SELECT last FROM unscheduled WHERE tenant_id = NEW.tenant_id AND subscription_id = NEW.subscription_id)) AND ((SELECT (SELECT count(*) FROM payment AS p WHERE p.tenant_id = s.tenant_id AND p.subscription_id = s.id AND p.customer_id = s.customer_id AND p.number <= s.contract_length AND p.rent = s.monthly_amount AND p.setup_fee = CASE p.number WHEN 1 THEN s.setup_fee ELSE 0 END AND p.rent_tax = s.monthly_amount / (10000 + s.prices_include_vat * s.vat_basis_points) * s.vat_basis_points + (2 * (s.monthly_amount % (10000 + s.prices_include_vat * s.vat_basis_points)) * s.vat_basis_points + (10000 + s.prices_include_vat * s.vat_basis_points)) / (2 * (10000 + s.prices_include_vat * s.vat_basis_points)) AND p.setup_fee_tax = CASE p.setup_fee WHEN 0 THEN 0 ELSE p.setup_fee / (10000 + s.prices_include_vat * s.vat_basis_points) * s.vat_basis_points + (2 * (p.setup_fee % (10000 + s.prices_include_vat * s.vat_basis_points)) * s.vat_basis_points + (10000 + s.prices_include_vat * s.vat_basis_points)) / (2 * (10000 + s.prices_include_vat * s.vat_basis_points)) END AND p.total = p.subtotal + CASE s.prices_include_vat WHEN 1 THEN 0 ELSE p.tax_amount END AND p.vat_basis_points = s.vat_basis_points AND p.currency = s.currency AND replace(p.billing_period, '-', '') = CAST((CAST(substr(s.start_date, 1, 4) AS integer) * 12 + CAST(substr(s.start_date, 6, 2) AS integer) + p.number - CASE s.billing_start WHEN 'immediate' THEN 2 ELSE 1 END) / 12 * 100 + (CAST(substr(s.start_date, 1, 4) AS integer) * 12 + CAST(substr(s.start_date, 6, 2) AS integer) + p.number - CASE s.billing_start WHEN 'immediate' THEN 2 ELSE 1 END) % 12 + 1 AS text) AND substr(p.billing_period, 5, 1) = '-' AND p.due_date = p.billing_period || '-' || CASE WHEN CASE s.billing_start WHEN 'first_of_next_month' THEN '01' ELSE substr(s.start_date, 9, 2) END <= '28' OR CASE s.billing_start WHEN 'first_of_next_month' THEN '01' ELSE substr(s.start_date, 9, 2) END <= CASE WHEN CAST(substr(p.billing_period, 6, 2) AS integer) IN (4, 6, 9, 11) THEN '30' WHEN CAST(substr(p.billing_period, 6, 2) AS integer) <> 2 THEN '31' WHEN CAST(substr(p.billing_period, 1, 4) AS integer) % 4 = 0 AND (CAST(substr(p.billing_period, 1, 4) AS integer) % 100 <> 0 OR CAST(substr(p.billing_period, 1, 4) AS integer) % 400 = 0) THEN '29' ELSE '28' END THEN CASE s.billing_start WHEN 'first_of_next_month' THEN '01' ELSE substr(s.start_date, 9, 2) END ELSE CASE WHEN CAST(substr(p.billing_period, 6, 2) AS integer) IN (4, 6, 9, 11) THEN '30' WHEN CAST(substr(p.billing_period, 6, 2) AS integer) <> 2 THEN '31' WHEN CAST(substr(p.billing_period, 1, 4) AS integer) % 4 = 0 AND (CAST(substr(p.billing_period, 1, 4) AS integer) % 100 <> 0 OR CAST(substr(p.billing_period, 1, 4) AS integer) % 400 = 0) THEN '29' ELSE '28' END END) = s.contract_length FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.subscription_id)) IS NOT TRUE;
DELETE FROM unscheduled WHERE tenant_id = NEW.tenant_id AND subscription_id = NEW.subscription_id AND last = NEW.number;
END
--;
CREATE TRIGGER payment_asked BEFORE UPDATE OF subscription_id, number, billing_period, due_date, rent, rent_tax, setup_fee, setup_fee_tax, subtotal, tax_amount, vat_basis_points, total, currency ON payment
BEGIN
SELECT RAISE(ABORT, 'payment_not_as_agreed') WHERE (EXISTS (SELECT 1 FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.subscription_id AND NEW.number <= s.contract_length AND NEW.rent = s.monthly_amount AND NEW.setup_fee = CASE NEW.number WHEN 1 THEN s.setup_fee ELSE 0 END AND NEW.rent_tax = s.monthly_amount / (10000 + s.prices_include_vat * s.vat_basis_points) * s.vat_basis_points + (2 * (s.monthly_amount % (10000 + s.prices_include_vat * s.vat_basis_points)) * s.vat_basis_points + (10000 + s.prices_include_vat * s.vat_basis_points)) / (2 * (10000 + s.prices_include_vat * s.vat_basis_points)) AND NEW.setup_fee_tax = CASE NEW.setup_fee WHEN 0 THEN 0 ELSE NEW.setup_fee / (10000 + s.prices_include_vat * s.vat_basis_points) * s.vat_basis_points + (2 * (NEW.setup_fee % (10000 + s.prices_include_vat * s.vat_basis_points)) * s.vat_basis_points + (10000 + s.prices_include_vat * s.vat_basis_points)) / (2 * (10000 + s.prices_include_vat * s.vat_basis_points)) END AND NEW.total = NEW.subtotal + CASE s.prices_include_vat WHEN 1 THEN 0 ELSE NEW.tax_amount END AND NEW.vat_basis_points = s.vat_basis_points AND NEW.currency = s.currency AND replace(NEW.billing_period, '-', '') = CAST((CAST(substr(s.start_date, 1, 4) AS integer) * 12 + CAST(substr(s.start_date, 6, 2) AS integer) + NEW.number - CASE s.billing_start WHEN 'immediate' THEN 2 ELSE 1 END) / 12 * 100 + (CAST(substr(s.start_date, 1, 4) AS integer) * 12 + CAST(substr(s.start_date, 6, 2) AS integer) + NEW.number - CASE s.billing_start WHEN 'immediate' THEN 2 ELSE 1 END) % 12 + 1 AS text) AND substr(NEW.billing_period, 5, 1) = '-' AND NEW.due_date = NEW.billing_period || '-' || CASE WHEN CASE s.billing_start WHEN 'first_of_next_month' THEN '01' ELSE substr(s.start_date, 9, 2) END <= '28' OR CASE s.billing_start WHEN 'first_of_next_month' THEN '01' ELSE substr(s.start_date, 9, 2) END <= CASE WHEN CAST(substr(NEW.billing_period, 6, 2) AS integer) IN (4, 6, 9, 11) THEN '30' WHEN CAST(substr(NEW.billing_period, 6, 2) AS integer) <> 2 THEN '31' WHEN CAST(substr(NEW.billing_period, 1, 4) AS integer) % 4 = 0 AND (CAST(substr(NEW.billing_period, 1, 4) AS integer) % 100 <> 0 OR CAST(substr(NEW.billing_period, 1, 4) AS integer) % 400 = 0) THEN '29' ELSE '28' END THEN CASE s.billing_start WHEN 'first_of_next_month' THEN '01' ELSE substr(s.start_date, 9, 2) END ELSE CASE WHEN CAST(substr(NEW.billing_period, 6, 2) AS integer) IN (4, 6, 9, 11) THEN '30' WHEN CAST(substr(NEW.billing_period, 6, 2) AS integer) <> 2 THEN '31' WHEN CAST(substr(NEW.billing_period, 1, 4) AS integer) % 4 = 0 AND (CAST(substr(NEW.billing_period, 1, 4) AS integer) % 100 <> 0 OR CAST(substr(NEW.billing_period, 1, 4) AS integer) % 400 = 0) THEN '29' ELSE '28' END END)) IS NOT TRUE;
END
--;
CREATE TRIGGER payment_moved BEFORE UPDATE OF customer_id ON payment
BEGIN
SELECT RAISE(ABORT, 'payment_of_another') WHERE (EXISTS (SELECT 1 FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.subscription_id AND s.customer_id = NEW.customer_id)) IS NOT TRUE;
END
