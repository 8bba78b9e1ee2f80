DROP FUNCTION payment_step CASCADE
--;
DROP FUNCTION subscription_ended CASCADE
--;
DROP FUNCTION subscription_taken CASCADE
--;
DROP FUNCTION sales_order_summed CASCADE
--;
DROP FUNCTION payment_moved CASCADE
--;
DROP FUNCTION payment_asked CASCADE
--;
DROP FUNCTION payment_scheduled CASCADE
--;
DROP FUNCTION subscription_unscheduled CASCADE
--;
DROP FUNCTION order_line_fixed CASCADE
--;
DROP FUNCTION order_line_taken CASCADE
--;
DROP FUNCTION order_line_changed CASCADE
--;
DROP FUNCTION order_line_brought CASCADE
--;
DROP FUNCTION sales_order_unsummed CASCADE
--;
CREATE OR REPLACE FUNCTION sales_order_summed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF ((SELECT sum(unit_price * (quantity - closed)) = NEW.subtotal AND sum(tax_amount) = NEW.tax_amount AND sum(quantity - closed) = NEW.total_devices FROM order_line WHERE tenant_id = NEW.tenant_id AND order_id = NEW.id)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by order_sums' USING ERRCODE = '23514', CONSTRAINT = 'order_sums'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER sales_order_summed BEFORE UPDATE OF subtotal, tax_amount, total, total_devices ON sales_order FOR EACH ROW EXECUTE FUNCTION sales_order_summed()
--;
CREATE OR REPLACE FUNCTION subscription_taken() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
UPDATE order_line SET rented = rented + 1 WHERE tenant_id = NEW.tenant_id AND order_id = NEW.order_id AND position = NEW.position AND rented + closed < quantity; IF NOT FOUND THEN RAISE EXCEPTION 'refused by line_fulfilled' USING ERRCODE = '23514', CONSTRAINT = 'line_fulfilled'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER subscription_taken AFTER INSERT ON subscription FOR EACH ROW EXECUTE FUNCTION subscription_taken()
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
CREATE OR REPLACE FUNCTION payment_step() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.status = OLD.status OR (OLD.status, NEW.status) IN (VALUES ('pending', 'processing'), ('pending', 'cancelled'), ('pending', 'paid'), ('processing', 'paid'), ('processing', 'failed'), ('failed', 'processing'), ('failed', 'cancelled'), ('failed', 'paid'), ('pending', 'voided'), ('failed', 'voided'), ('voided', 'pending'))) IS NOT TRUE THEN RAISE EXCEPTION 'refused by payment_step_not_allowed' USING ERRCODE = '23514', CONSTRAINT = 'payment_step_not_allowed'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER payment_step BEFORE UPDATE OF status ON payment FOR EACH ROW EXECUTE FUNCTION payment_step()
--;
DROP TABLE unsummed
--;
DROP TABLE unscheduled
