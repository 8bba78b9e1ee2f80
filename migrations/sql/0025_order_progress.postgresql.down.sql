DROP FUNCTION order_line_born CASCADE
--;
DROP FUNCTION order_line_asked CASCADE
--;
DROP FUNCTION order_line_filled CASCADE
--;
DROP FUNCTION order_line_gone CASCADE
--;
ALTER TABLE order_line DROP CONSTRAINT ck_order_line_filled
--;
ALTER TABLE order_line DROP CONSTRAINT ck_order_line_closed
--;
ALTER TABLE order_line DROP CONSTRAINT ck_order_line_reason
--;
ALTER TABLE order_line DROP COLUMN rented
--;
ALTER TABLE order_line DROP COLUMN closed
--;
ALTER TABLE order_line DROP COLUMN close_reason
--;
ALTER TABLE order_line DROP COLUMN replaces
--;
CREATE OR REPLACE FUNCTION order_line_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (EXISTS (SELECT 1 FROM sales_order WHERE tenant_id = NEW.tenant_id AND id = NEW.order_id AND status IN ('pending', 'confirmed', 'partial'))) IS NOT TRUE THEN RAISE EXCEPTION 'refused by order_not_editable' USING ERRCODE = '23514', CONSTRAINT = 'order_not_editable'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER order_line_changed BEFORE UPDATE ON order_line FOR EACH ROW EXECUTE FUNCTION order_line_changed()
