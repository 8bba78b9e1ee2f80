DROP TRIGGER order_line_explained
--;
DROP TRIGGER order_line_filled
--;
CREATE TRIGGER order_line_filled BEFORE UPDATE OF rented, closed, close_reason, tax_amount ON order_line
BEGIN
SELECT RAISE(ABORT, 'order_not_editable') WHERE ((SELECT status FROM sales_order WHERE tenant_id = NEW.tenant_id AND id = NEW.order_id) IN ('pending', 'confirmed', 'partial', 'fulfilled')) IS NOT TRUE;
END
--;
DROP TRIGGER event_no_update
--;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN
SELECT RAISE(ABORT, 'event_append_only') WHERE (NEW.unit_id IS NULL AND NEW.tenant_id IS NOT DISTINCT FROM OLD.tenant_id AND NEW.n IS NOT DISTINCT FROM OLD.n AND NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.batch_id IS NOT DISTINCT FROM OLD.batch_id AND NEW.subject IS NOT DISTINCT FROM OLD.subject AND NEW.subject_id IS NOT DISTINCT FROM OLD.subject_id AND NEW.unit_id IS NOT DISTINCT FROM OLD.unit_id AND NEW.status_from IS NOT DISTINCT FROM OLD.status_from AND NEW.status_to IS NOT DISTINCT FROM OLD.status_to AND NEW.bin_from IS NOT DISTINCT FROM OLD.bin_from AND NEW.bin_to IS NOT DISTINCT FROM OLD.bin_to AND NEW.action IS NOT DISTINCT FROM OLD.action AND NEW.actor IS NOT DISTINCT FROM OLD.actor AND NEW.desk_id IS NOT DISTINCT FROM OLD.desk_id AND NEW.source IS NOT DISTINCT FROM OLD.source AND NEW.reverses_n IS NOT DISTINCT FROM OLD.reverses_n AND NEW.at IS NOT DISTINCT FROM OLD.at AND NEW.reference IS NULL AND NEW.note IS NULL AND NEW.before IS NULL AND NEW.after IS NULL) IS NOT TRUE;
END
