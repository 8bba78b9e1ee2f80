DROP TRIGGER payment_step
--;
DROP TRIGGER subscription_ended
--;
DROP TRIGGER subscription_taken
--;
DROP TRIGGER sales_order_summed
--;
DROP TRIGGER payment_moved
--;
DROP TRIGGER payment_asked
--;
DROP TRIGGER payment_scheduled
--;
DROP TRIGGER subscription_unscheduled
--;
DROP TRIGGER order_line_fixed
--;
DROP TRIGGER order_line_taken
--;
DROP TRIGGER order_line_changed
--;
DROP TRIGGER order_line_brought
--;
DROP TRIGGER sales_order_unsummed
--;
CREATE TRIGGER sales_order_summed BEFORE UPDATE OF subtotal, tax_amount, total, total_devices ON sales_order
BEGIN
SELECT RAISE(ABORT, 'order_sums') WHERE ((SELECT sum(unit_price * (quantity - closed)) = NEW.subtotal AND sum(tax_amount) = NEW.tax_amount AND sum(quantity - closed) = NEW.total_devices FROM order_line WHERE tenant_id = NEW.tenant_id AND order_id = NEW.id)) IS NOT TRUE;
END
--;
CREATE TRIGGER subscription_taken AFTER INSERT ON subscription
BEGIN
UPDATE order_line SET rented = rented + 1 WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND rented + closed < quantity;
SELECT RAISE(ABORT, 'line_fulfilled') WHERE NOT EXISTS (SELECT 1 FROM order_line WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND rented = (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> 'voided'));
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
CREATE TRIGGER payment_step BEFORE UPDATE OF status ON payment
BEGIN
SELECT RAISE(ABORT, 'payment_step_not_allowed') WHERE (NEW.status = OLD.status OR (OLD.status, NEW.status) IN (VALUES ('pending', 'processing'), ('pending', 'cancelled'), ('pending', 'paid'), ('processing', 'paid'), ('processing', 'failed'), ('failed', 'processing'), ('failed', 'cancelled'), ('failed', 'paid'), ('pending', 'voided'), ('failed', 'voided'), ('voided', 'pending'))) IS NOT TRUE;
END
--;
DROP TABLE unsummed
--;
DROP TABLE unscheduled
