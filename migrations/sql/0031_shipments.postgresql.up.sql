DO $$ BEGIN
  CREATE ROLE stockdesk_web NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
--;
GRANT stockdesk_web TO CURRENT_USER
--;
GRANT USAGE ON SCHEMA public TO stockdesk_web
--;
CREATE TABLE shipment (
	tenant_id BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	order_id TEXT NOT NULL, 
	status TEXT NOT NULL, 
	tracking_number TEXT, 
	carrier TEXT, 
	shipped_on TEXT NOT NULL, 
	notes TEXT, 
	batch_id TEXT NOT NULL, 
	created_by TEXT NOT NULL, 
	version BIGINT NOT NULL, 
	created_at BIGINT NOT NULL, 
	updated_at BIGINT NOT NULL, 
	CONSTRAINT pk_shipment PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_shipment_order FOREIGN KEY(tenant_id, order_id) REFERENCES sales_order (tenant_id, id), 
	CONSTRAINT fk_shipment_batch FOREIGN KEY(tenant_id, batch_id) REFERENCES batch (tenant_id, id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT ck_shipment_status CHECK (status IN ('sent', 'voided')), 
	CONSTRAINT ck_shipment_tracking CHECK (length(tracking_number) <= 100), 
	CONSTRAINT ck_shipment_carrier CHECK (length(carrier) <= 100), 
	CONSTRAINT ck_shipment_notes CHECK (length(notes) <= 5000)
)
--;
CREATE INDEX ix_shipment_batch ON shipment (tenant_id, batch_id)
--;
CREATE INDEX ix_shipment_order ON shipment (tenant_id, order_id, shipped_on, created_at)
--;
CREATE TABLE shipment_unit (
	tenant_id BIGINT NOT NULL, 
	shipment_id TEXT NOT NULL, 
	subscription_id TEXT NOT NULL, 
	live BIGINT NOT NULL, 
	CONSTRAINT pk_shipment_unit PRIMARY KEY (tenant_id, shipment_id, subscription_id), 
	CONSTRAINT fk_shipment_unit_shipment FOREIGN KEY(tenant_id, shipment_id) REFERENCES shipment (tenant_id, id), 
	CONSTRAINT fk_shipment_unit_subscription FOREIGN KEY(tenant_id, subscription_id) REFERENCES subscription (tenant_id, id)
)
--;
CREATE UNIQUE INDEX uq_shipment_unit_live ON shipment_unit (tenant_id, subscription_id) WHERE live = 1
--;
CREATE OR REPLACE FUNCTION shipment_unit_born() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.live = 1) AND (EXISTS (SELECT 1 FROM shipment AS h JOIN subscription AS s ON s.tenant_id = h.tenant_id AND s.order_id = h.order_id WHERE h.tenant_id = NEW.tenant_id AND h.id = NEW.shipment_id AND s.id = NEW.subscription_id AND s.status <> 'voided')) IS NOT TRUE THEN RAISE EXCEPTION 'refused by rental_not_of_order' USING ERRCODE = '23514', CONSTRAINT = 'rental_not_of_order'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER shipment_unit_born BEFORE INSERT ON shipment_unit FOR EACH ROW EXECUTE FUNCTION shipment_unit_born()
--;
CREATE OR REPLACE FUNCTION shipment_unit_again() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.live = 1) AND (EXISTS (SELECT 1 FROM shipment AS h JOIN subscription AS s ON s.tenant_id = h.tenant_id AND s.order_id = h.order_id WHERE h.tenant_id = NEW.tenant_id AND h.id = NEW.shipment_id AND s.id = NEW.subscription_id AND s.status <> 'voided')) IS NOT TRUE THEN RAISE EXCEPTION 'refused by rental_not_of_order' USING ERRCODE = '23514', CONSTRAINT = 'rental_not_of_order'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER shipment_unit_again BEFORE UPDATE OF live ON shipment_unit FOR EACH ROW EXECUTE FUNCTION shipment_unit_again()
--;
CREATE OR REPLACE FUNCTION subscription_in_shipment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.status = 'voided') AND (NOT EXISTS (SELECT 1 FROM shipment_unit WHERE tenant_id = NEW.tenant_id AND subscription_id = NEW.id AND live = 1)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by subscription_shipped' USING ERRCODE = '23514', CONSTRAINT = 'subscription_shipped'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER subscription_in_shipment BEFORE UPDATE OF status ON subscription FOR EACH ROW EXECUTE FUNCTION subscription_in_shipment()
--;
CREATE OR REPLACE FUNCTION shipment_no_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (1 = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by shipment_kept' USING ERRCODE = '23514', CONSTRAINT = 'shipment_kept'; END IF;
RETURN OLD;
END $$
--;
CREATE TRIGGER shipment_no_delete BEFORE DELETE ON shipment FOR EACH ROW EXECUTE FUNCTION shipment_no_delete()
--;
CREATE OR REPLACE FUNCTION shipment_unit_no_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (1 = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by shipment_unit_kept' USING ERRCODE = '23514', CONSTRAINT = 'shipment_unit_kept'; END IF;
RETURN OLD;
END $$
--;
CREATE TRIGGER shipment_unit_no_delete BEFORE DELETE ON shipment_unit FOR EACH ROW EXECUTE FUNCTION shipment_unit_no_delete()
--;
GRANT SELECT, INSERT, UPDATE ON shipment TO stockdesk_web
--;
GRANT SELECT, INSERT, UPDATE(live) ON shipment_unit TO stockdesk_web
