CREATE OR REPLACE FUNCTION order_line_on_subscription() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NOT EXISTS (SELECT 1 FROM subscription WHERE tenant_id = OLD.tenant_id AND order_id = OLD.order_id AND position = OLD.position)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by order_line_kept' USING ERRCODE = '23514', CONSTRAINT = 'order_line_kept'; END IF;
RETURN OLD;
END $$
--;
CREATE TRIGGER order_line_on_subscription BEFORE DELETE ON order_line FOR EACH ROW EXECUTE FUNCTION order_line_on_subscription()
