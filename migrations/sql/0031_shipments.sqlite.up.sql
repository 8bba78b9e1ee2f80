CREATE TABLE shipment (
	tenant_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	order_id TEXT NOT NULL, 
	status TEXT NOT NULL, 
	tracking_number TEXT, 
	carrier TEXT, 
	shipped_on TEXT NOT NULL, 
	notes TEXT, 
	batch_id TEXT NOT NULL, 
	created_by TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	CONSTRAINT pk_shipment PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_shipment_order FOREIGN KEY(tenant_id, order_id) REFERENCES sales_order (tenant_id, id), 
	CONSTRAINT fk_shipment_batch FOREIGN KEY(tenant_id, batch_id) REFERENCES batch (tenant_id, id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT ck_shipment_status CHECK (status IN ('sent', 'voided')), 
	CONSTRAINT ck_shipment_tracking CHECK (length(tracking_number) <= 100), 
	CONSTRAINT ck_shipment_carrier CHECK (length(carrier) <= 100), 
	CONSTRAINT ck_shipment_notes CHECK (length(notes) <= 5000)
)
 STRICT
--;
CREATE INDEX ix_shipment_batch ON shipment (tenant_id, batch_id)
--;
CREATE INDEX ix_shipment_order ON shipment (tenant_id, order_id, shipped_on, created_at)
--;
CREATE TABLE shipment_unit (
	tenant_id INTEGER NOT NULL, 
	shipment_id TEXT NOT NULL, 
	subscription_id TEXT NOT NULL, 
	live INTEGER NOT NULL, 
	CONSTRAINT pk_shipment_unit PRIMARY KEY (tenant_id, shipment_id, subscription_id), 
	CONSTRAINT fk_shipment_unit_shipment FOREIGN KEY(tenant_id, shipment_id) REFERENCES shipment (tenant_id, id), 
	CONSTRAINT fk_shipment_unit_subscription FOREIGN KEY(tenant_id, subscription_id) REFERENCES subscription (tenant_id, id)
)
 STRICT
--;
CREATE UNIQUE INDEX uq_shipment_unit_live ON shipment_unit (tenant_id, subscription_id) WHERE live = 1
--;
CREATE TRIGGER shipment_unit_born BEFORE INSERT ON shipment_unit
BEGIN
SELECT RAISE(ABORT, 'rental_not_of_order') WHERE (NEW.live = 1) AND (EXISTS (SELECT 1 FROM shipment AS h JOIN subscription AS s ON s.tenant_id = h.tenant_id AND s.order_id = h.order_id WHERE h.tenant_id = NEW.tenant_id AND h.id = NEW.shipment_id AND s.id = NEW.subscription_id AND s.status <> 'voided')) IS NOT TRUE;
END
--;
CREATE TRIGGER shipment_unit_again BEFORE UPDATE OF live ON shipment_unit
BEGIN
SELECT RAISE(ABORT, 'rental_not_of_order') WHERE (NEW.live = 1) AND (EXISTS (SELECT 1 FROM shipment AS h JOIN subscription AS s ON s.tenant_id = h.tenant_id AND s.order_id = h.order_id WHERE h.tenant_id = NEW.tenant_id AND h.id = NEW.shipment_id AND s.id = NEW.subscription_id AND s.status <> 'voided')) IS NOT TRUE;
END
--;
CREATE TRIGGER subscription_in_shipment BEFORE UPDATE OF status ON subscription
BEGIN
SELECT RAISE(ABORT, 'subscription_shipped') WHERE (NEW.status = 'voided') AND (NOT EXISTS (SELECT 1 FROM shipment_unit WHERE tenant_id = NEW.tenant_id AND subscription_id = NEW.id AND live = 1)) IS NOT TRUE;
END
--;
CREATE TRIGGER shipment_no_delete BEFORE DELETE ON shipment
BEGIN
SELECT RAISE(ABORT, 'shipment_kept') WHERE (1 = 0) IS NOT TRUE;
END
--;
CREATE TRIGGER shipment_unit_no_delete BEFORE DELETE ON shipment_unit
BEGIN
SELECT RAISE(ABORT, 'shipment_unit_kept') WHERE (1 = 0) IS NOT TRUE;
END
