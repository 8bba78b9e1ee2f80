CREATE TABLE intake (
	tenant_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	supplier TEXT, 
	delivery_note TEXT, 
	reference TEXT, 
	kind TEXT NOT NULL, 
	status TEXT NOT NULL, 
	opened_by TEXT NOT NULL, 
	opened_by_name TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	closed_at INTEGER, 
	CONSTRAINT pk_intake PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_intake_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT ck_intake_kind CHECK (kind IN ('receipt', 'opening')), 
	CONSTRAINT ck_intake_status CHECK (status IN ('open', 'closed')), 
	CONSTRAINT ck_intake_closed_at CHECK ((closed_at IS NOT NULL) = (status = 'closed')), 
	CONSTRAINT ck_intake_name CHECK (length(name) <= 200), 
	CONSTRAINT ck_intake_supplier CHECK (length(supplier) <= 200), 
	CONSTRAINT ck_intake_delivery_note CHECK (length(delivery_note) <= 200), 
	CONSTRAINT ck_intake_reference CHECK (length(reference) <= 200)
)
 STRICT
--;
CREATE INDEX ix_intake_created ON intake (tenant_id, created_at, id)
--;
CREATE INDEX ix_intake_status ON intake (tenant_id, status, created_at, id)
--;
CREATE TABLE desk_context (
	tenant_id INTEGER NOT NULL, 
	intake_id TEXT NOT NULL, 
	holder TEXT NOT NULL, 
	variant_id TEXT, 
	warehouse_id TEXT, 
	bin_id TEXT, 
	cost INTEGER, 
	acquired_on TEXT, 
	condition TEXT, 
	notes TEXT, 
	status TEXT NOT NULL, 
	lot_number TEXT, 
	lot_expires_on TEXT, 
	quantity INTEGER, 
	blocked_by TEXT, 
	used_at INTEGER NOT NULL, 
	CONSTRAINT pk_desk_context PRIMARY KEY (tenant_id, intake_id, holder), 
	CONSTRAINT fk_desk_context_intake FOREIGN KEY(tenant_id, intake_id) REFERENCES intake (tenant_id, id), 
	CONSTRAINT fk_desk_context_variant FOREIGN KEY(tenant_id, variant_id) REFERENCES variant (tenant_id, id), 
	CONSTRAINT fk_desk_context_warehouse FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id), 
	CONSTRAINT fk_desk_context_bin FOREIGN KEY(tenant_id, bin_id) REFERENCES bin (tenant_id, id), 
	CONSTRAINT ck_desk_context_status CHECK (status IN ('available', 'returned', 'unavailable')), 
	CONSTRAINT ck_desk_context_quantity CHECK (quantity BETWEEN 1 AND 1000000000), 
	CONSTRAINT ck_desk_context_condition CHECK (length(condition) <= 500), 
	CONSTRAINT ck_desk_context_notes CHECK (length(notes) <= 5000), 
	CONSTRAINT ck_desk_context_lot CHECK (length(lot_number) <= 128)
)
 STRICT
--;
CREATE INDEX ix_desk_context_holder ON desk_context (tenant_id, holder, used_at)
--;
CREATE TABLE scan (
	tenant_id INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	intake_id TEXT NOT NULL, 
	holder TEXT NOT NULL, 
	actor_id TEXT NOT NULL, 
	actor_name TEXT NOT NULL, 
	desk_id TEXT, 
	code TEXT NOT NULL, 
	asked TEXT NOT NULL, 
	kept TEXT, 
	state TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	say TEXT NOT NULL, 
	variant_id TEXT, 
	unit_id TEXT, 
	qty INTEGER NOT NULL, 
	settled TEXT, 
	batch_id TEXT, 
	at INTEGER NOT NULL, 
	client_at INTEGER, 
	CONSTRAINT pk_scan PRIMARY KEY (tenant_id, "key"), 
	CONSTRAINT fk_scan_intake FOREIGN KEY(tenant_id, intake_id) REFERENCES intake (tenant_id, id), 
	CONSTRAINT fk_scan_desk FOREIGN KEY(tenant_id, desk_id) REFERENCES desk (tenant_id, id), 
	CONSTRAINT fk_scan_variant FOREIGN KEY(tenant_id, variant_id) REFERENCES variant (tenant_id, id), 
	CONSTRAINT fk_scan_unit FOREIGN KEY(tenant_id, unit_id) REFERENCES unit (tenant_id, id), 
	CONSTRAINT fk_scan_batch FOREIGN KEY(tenant_id, batch_id) REFERENCES batch (tenant_id, id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT ck_scan_state CHECK (state IN ('waiting', 'accepted', 'attention', 'refused', 'undone')), 
	CONSTRAINT ck_scan_kind CHECK (kind IN ('unit', 'stock', 'context', 'command', 'duplicate', 'doubt', 'parked', 'none')), 
	CONSTRAINT ck_scan_key CHECK (length(key) BETWEEN 8 AND 100), 
	CONSTRAINT ck_scan_qty CHECK (qty BETWEEN 0 AND 1000000000)
)
 STRICT
--;
CREATE INDEX ix_scan_batch ON scan (tenant_id, batch_id) WHERE batch_id IS NOT NULL
--;
CREATE INDEX ix_scan_intake ON scan (tenant_id, intake_id, at, "key")
--;
CREATE INDEX ix_scan_state ON scan (tenant_id, intake_id, state, at)
--;
CREATE INDEX ix_scan_unit ON scan (tenant_id, unit_id)
--;
CREATE INDEX ix_movement_reference ON movement (tenant_id, reference, n) WHERE reference IS NOT NULL
