CREATE TRIGGER order_line_on_subscription BEFORE DELETE ON order_line
BEGIN
SELECT RAISE(ABORT, 'order_line_kept') WHERE (NOT EXISTS (SELECT 1 FROM subscription WHERE tenant_id = OLD.tenant_id AND order_id = OLD.order_id AND position = OLD.position)) IS NOT TRUE;
END
