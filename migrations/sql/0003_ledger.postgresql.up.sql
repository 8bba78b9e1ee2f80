DO $$ BEGIN
  CREATE ROLE stockdesk_web NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
--;
GRANT stockdesk_web TO CURRENT_USER
--;
GRANT USAGE ON SCHEMA public TO stockdesk_web
--;
CREATE TABLE edge (
	from_node TEXT NOT NULL, 
	to_node TEXT NOT NULL, 
	relocation BIGINT NOT NULL, 
	CONSTRAINT pk_edge PRIMARY KEY (from_node, to_node)
)
--;
CREATE TABLE unit_step (
	status_from TEXT NOT NULL, 
	from_node TEXT NOT NULL, 
	to_node TEXT NOT NULL, 
	status_to TEXT NOT NULL, 
	CONSTRAINT pk_unit_step PRIMARY KEY (status_from, from_node, to_node, status_to)
)
--;
CREATE TABLE unit_still (
	status_from TEXT NOT NULL, 
	place_from TEXT NOT NULL, 
	status_to TEXT NOT NULL, 
	place_to TEXT NOT NULL, 
	CONSTRAINT pk_unit_still PRIMARY KEY (status_from, place_from, status_to)
)
--;
CREATE TABLE transit (
	tenant_id BIGINT NOT NULL, 
	transfer_id TEXT NOT NULL, 
	product_id TEXT NOT NULL, 
	qty BIGINT DEFAULT '0' NOT NULL, 
	last_n BIGINT DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_transit PRIMARY KEY (tenant_id, transfer_id, product_id), 
	CONSTRAINT fk_transit_product FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id), 
	CONSTRAINT transit_qty_range CHECK (qty BETWEEN 0 AND 1000000000)
)
--;
CREATE TABLE record (
	tenant_id BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	product_id TEXT NOT NULL, 
	variant_id TEXT, 
	warehouse_id TEXT NOT NULL, 
	on_hand BIGINT GENERATED ALWAYS AS (available + reserved) STORED NOT NULL, 
	seq BIGINT DEFAULT '0' NOT NULL, 
	location TEXT, 
	bin_id TEXT, 
	reorder_level BIGINT, 
	reorder_qty BIGINT, 
	variant_attributes TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	updated_at BIGINT NOT NULL, 
	available BIGINT DEFAULT '0' NOT NULL, 
	reserved BIGINT DEFAULT '0' NOT NULL, 
	held BIGINT DEFAULT '0' NOT NULL, 
	expected BIGINT DEFAULT '0' NOT NULL, 
	last_n BIGINT DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_record PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_record_product FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id), 
	CONSTRAINT fk_record_warehouse FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id), 
	CONSTRAINT fk_record_bin FOREIGN KEY(tenant_id, bin_id, warehouse_id) REFERENCES bin (tenant_id, id, warehouse_id), 
	CONSTRAINT fk_record_variant FOREIGN KEY(tenant_id, variant_id, product_id) REFERENCES variant (tenant_id, id, product_id), 
	CONSTRAINT record_available_range CHECK (available BETWEEN 0 AND 1000000000), 
	CONSTRAINT record_reserved_range CHECK (reserved BETWEEN 0 AND 1000000000), 
	CONSTRAINT record_held_range CHECK (held BETWEEN 0 AND 1000000000), 
	CONSTRAINT record_expected_range CHECK (expected BETWEEN 0 AND 1000000000), 
	CONSTRAINT record_seq_range CHECK (seq >= 0), 
	CONSTRAINT record_reorder_level_range CHECK (reorder_level BETWEEN 0 AND 1000000000), 
	CONSTRAINT record_reorder_qty_range CHECK (reorder_qty BETWEEN 0 AND 1000000000), 
	CONSTRAINT record_location_size CHECK (length(location) <= 200)
)
--;
CREATE INDEX ix_record_variant ON record (tenant_id, variant_id, warehouse_id)
--;
CREATE INDEX ix_record_warehouse ON record (tenant_id, warehouse_id, id)
--;
CREATE UNIQUE INDEX uq_record_place ON record (tenant_id, product_id, COALESCE(variant_id, ''), warehouse_id)
--;
CREATE UNIQUE INDEX uq_record_stock ON record (tenant_id, id, variant_id, warehouse_id)
--;
CREATE TABLE lot (
	tenant_id BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	record_id TEXT NOT NULL, 
	variant_id TEXT NOT NULL, 
	warehouse_id TEXT NOT NULL, 
	number TEXT NOT NULL, 
	status TEXT DEFAULT 'active' NOT NULL, 
	expires_at BIGINT, 
	total BIGINT GENERATED ALWAYS AS (available + reserved + held) STORED NOT NULL, 
	seq BIGINT DEFAULT '0' NOT NULL, 
	manufacturer_number TEXT, 
	address_id TEXT, 
	bin_id TEXT, 
	metadata TEXT NOT NULL, 
	deleted BIGINT DEFAULT '0' NOT NULL, 
	created_at BIGINT NOT NULL, 
	updated_at BIGINT NOT NULL, 
	available BIGINT DEFAULT '0' NOT NULL, 
	reserved BIGINT DEFAULT '0' NOT NULL, 
	held BIGINT DEFAULT '0' NOT NULL, 
	expected BIGINT DEFAULT '0' NOT NULL, 
	last_n BIGINT DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_lot PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_lot_record FOREIGN KEY(tenant_id, record_id, variant_id, warehouse_id) REFERENCES record (tenant_id, id, variant_id, warehouse_id), 
	CONSTRAINT fk_lot_bin FOREIGN KEY(tenant_id, bin_id, warehouse_id) REFERENCES bin (tenant_id, id, warehouse_id), 
	CONSTRAINT lot_available_range CHECK (available BETWEEN 0 AND 1000000000), 
	CONSTRAINT lot_reserved_range CHECK (reserved BETWEEN 0 AND 1000000000), 
	CONSTRAINT lot_held_range CHECK (held BETWEEN 0 AND 1000000000), 
	CONSTRAINT lot_expected_range CHECK (expected BETWEEN 0 AND 1000000000), 
	CONSTRAINT lot_seq_range CHECK (seq >= 0), 
	CONSTRAINT lot_deleted_flag CHECK (deleted IN (0, 1)), 
	CONSTRAINT lot_number_size CHECK (length(number) BETWEEN 1 AND 128), 
	CONSTRAINT lot_status_size CHECK (length(status) BETWEEN 1 AND 64), 
	CONSTRAINT lot_manufacturer_number_size CHECK (length(manufacturer_number) <= 128), 
	CONSTRAINT lot_address_id_size CHECK (length(address_id) <= 128)
)
--;
CREATE INDEX ix_lot_created ON lot (tenant_id, created_at, id)
--;
CREATE INDEX ix_lot_record ON lot (tenant_id, record_id, expires_at)
--;
CREATE UNIQUE INDEX uq_lot_number ON lot (tenant_id, variant_id, warehouse_id, number) WHERE deleted = 0
--;
CREATE TABLE unit (
	tenant_id BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	serial TEXT NOT NULL, 
	serial_norm TEXT NOT NULL, 
	product_id TEXT NOT NULL, 
	variant_id TEXT NOT NULL, 
	record_id TEXT, 
	bin_id TEXT, 
	place TEXT DEFAULT 'none' NOT NULL, 
	status TEXT, 
	voided BIGINT DEFAULT '1' NOT NULL, 
	last_n BIGINT DEFAULT '0' NOT NULL, 
	acquisition_cost BIGINT, 
	acquisition_date TEXT, 
	location_text TEXT, 
	condition TEXT, 
	notes TEXT, 
	reason TEXT, 
	product_name TEXT, 
	created_at BIGINT NOT NULL, 
	updated_at BIGINT NOT NULL, 
	CONSTRAINT pk_unit PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_unit_record FOREIGN KEY(tenant_id, record_id) REFERENCES record (tenant_id, id), 
	CONSTRAINT fk_unit_bin FOREIGN KEY(tenant_id, bin_id) REFERENCES bin (tenant_id, id), 
	CONSTRAINT fk_unit_variant FOREIGN KEY(tenant_id, variant_id, product_id) REFERENCES variant (tenant_id, id, product_id), 
	CONSTRAINT unit_place_word CHECK (place IN ('none', 'good', 'held', 'transit', 'customer', 'loss', 'scrap')), 
	CONSTRAINT unit_status_word CHECK (status IS NULL OR status IN ('available', 'rented_out', 'returned', 'sold', 'unavailable')), 
	CONSTRAINT unit_voided_flag CHECK (voided IN (0, 1)), 
	CONSTRAINT unit_voided_no_status CHECK ((voided = 1) = (status IS NULL)), 
	CONSTRAINT unit_voided_no_place CHECK ((voided = 1) = (place = 'none')), 
	CONSTRAINT unit_record_in_stock CHECK ((record_id IS NOT NULL) = (place IN ('good', 'held'))), 
	CONSTRAINT unit_bin_in_stock CHECK (bin_id IS NULL OR record_id IS NOT NULL), 
	CONSTRAINT unit_status_at_place CHECK (status IS NULL OR (status = 'available' AND place IN ('good', 'transit')) OR (status = 'returned' AND place IN ('held', 'transit')) OR (status IN ('rented_out', 'sold') AND place = 'customer') OR (status = 'unavailable' AND place IN ('held', 'transit', 'customer', 'loss', 'scrap'))), 
	CONSTRAINT unit_acquisition_cost_range CHECK (acquisition_cost BETWEEN 0 AND 10000000000000), 
	CONSTRAINT unit_serial_size CHECK (length(serial) BETWEEN 1 AND 256), 
	CONSTRAINT unit_serial_norm_size CHECK (length(serial_norm) BETWEEN 1 AND 800), 
	CONSTRAINT unit_location_text_size CHECK (length(location_text) <= 500), 
	CONSTRAINT unit_condition_size CHECK (length(condition) <= 500), 
	CONSTRAINT unit_notes_size CHECK (length(notes) <= 5000), 
	CONSTRAINT unit_reason_size CHECK (length(reason) <= 500), 
	CONSTRAINT unit_product_name_size CHECK (length(product_name) <= 500)
)
--;
CREATE INDEX ix_unit_created ON unit (tenant_id, created_at, id)
--;
CREATE INDEX ix_unit_record ON unit (tenant_id, record_id, place)
--;
CREATE INDEX ix_unit_status ON unit (tenant_id, status, created_at, id)
--;
CREATE INDEX ix_unit_variant ON unit (tenant_id, variant_id, created_at, id)
--;
CREATE UNIQUE INDEX uq_unit_serial ON unit (tenant_id, serial_norm) WHERE voided = 0
--;
CREATE TABLE event (
	tenant_id BIGINT NOT NULL, 
	n BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	subject_id TEXT NOT NULL, 
	unit_id TEXT, 
	status_from TEXT, 
	status_to TEXT, 
	bin_from TEXT, 
	bin_to TEXT, 
	before TEXT, 
	after TEXT, 
	at BIGINT NOT NULL, 
	action TEXT NOT NULL, 
	reference TEXT, 
	note TEXT, 
	actor TEXT NOT NULL, 
	desk_id TEXT, 
	source TEXT NOT NULL, 
	batch_id TEXT NOT NULL, 
	reverses_n BIGINT, 
	CONSTRAINT pk_event PRIMARY KEY (tenant_id, n), 
	CONSTRAINT fk_event_unit FOREIGN KEY(tenant_id, unit_id) REFERENCES unit (tenant_id, id), 
	CONSTRAINT fk_event_bin_from FOREIGN KEY(tenant_id, bin_from) REFERENCES bin (tenant_id, id), 
	CONSTRAINT fk_event_bin_to FOREIGN KEY(tenant_id, bin_to) REFERENCES bin (tenant_id, id), 
	CONSTRAINT fk_event_batch FOREIGN KEY(tenant_id, batch_id) REFERENCES batch (tenant_id, id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_event_desk FOREIGN KEY(tenant_id, desk_id) REFERENCES desk (tenant_id, id), 
	CONSTRAINT fk_event_reversed FOREIGN KEY(tenant_id, reverses_n) REFERENCES event (tenant_id, n), 
	CONSTRAINT event_unit_named CHECK ((subject = 'unit') = (unit_id IS NOT NULL)), 
	CONSTRAINT event_unit_is_subject CHECK (unit_id IS NULL OR unit_id = subject_id), 
	CONSTRAINT event_bin_from_of_unit CHECK (bin_from IS NULL OR unit_id IS NOT NULL), 
	CONSTRAINT event_bin_to_of_unit CHECK (bin_to IS NULL OR unit_id IS NOT NULL), 
	CONSTRAINT event_subject_size CHECK (length(subject) BETWEEN 1 AND 40), 
	CONSTRAINT event_action_size CHECK (length(action) BETWEEN 1 AND 40), 
	CONSTRAINT event_source_word CHECK (source IN ('html', 'api', 'import', 'offline', 'system')), 
	CONSTRAINT event_reference_size CHECK (length(reference) <= 200), 
	CONSTRAINT event_note_size CHECK (length(note) <= 2000)
)
--;
CREATE INDEX ix_event_batch ON event (tenant_id, batch_id, n)
--;
CREATE INDEX ix_event_subject ON event (tenant_id, subject_id, n)
--;
CREATE UNIQUE INDEX uq_event_id ON event (tenant_id, id)
--;
CREATE UNIQUE INDEX uq_event_reversed ON event (tenant_id, reverses_n) WHERE reverses_n IS NOT NULL
--;
CREATE TABLE pool (
	tenant_id BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	record_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	lot_id TEXT, 
	bin_id TEXT, 
	available BIGINT DEFAULT '0' NOT NULL, 
	reserved BIGINT DEFAULT '0' NOT NULL, 
	held BIGINT DEFAULT '0' NOT NULL, 
	expected BIGINT DEFAULT '0' NOT NULL, 
	last_n BIGINT DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_pool PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_pool_record FOREIGN KEY(tenant_id, record_id) REFERENCES record (tenant_id, id), 
	CONSTRAINT fk_pool_lot FOREIGN KEY(tenant_id, lot_id) REFERENCES lot (tenant_id, id), 
	CONSTRAINT fk_pool_bin FOREIGN KEY(tenant_id, bin_id) REFERENCES bin (tenant_id, id), 
	CONSTRAINT pool_available_range CHECK (available BETWEEN 0 AND 1000000000), 
	CONSTRAINT pool_reserved_range CHECK (reserved BETWEEN 0 AND 1000000000), 
	CONSTRAINT pool_held_range CHECK (held BETWEEN 0 AND 1000000000), 
	CONSTRAINT pool_expected_range CHECK (expected BETWEEN 0 AND 1000000000), 
	CONSTRAINT pool_kind_word CHECK (kind IN ('loose', 'lot', 'units')), 
	CONSTRAINT pool_lot_named CHECK ((kind = 'lot') = (lot_id IS NOT NULL)), 
	CONSTRAINT pool_units_no_bin CHECK (kind <> 'units' OR bin_id IS NULL)
)
--;
CREATE INDEX ix_pool_bin ON pool (tenant_id, bin_id) WHERE bin_id IS NOT NULL
--;
CREATE INDEX ix_pool_lot ON pool (tenant_id, lot_id) WHERE lot_id IS NOT NULL
--;
CREATE UNIQUE INDEX uq_pool_place ON pool (tenant_id, record_id, kind, COALESCE(lot_id, ''), COALESCE(bin_id, ''))
--;
CREATE UNIQUE INDEX uq_pool_record ON pool (tenant_id, id, record_id)
--;
CREATE TABLE reservation (
	tenant_id BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	record_id TEXT NOT NULL, 
	pool_id TEXT NOT NULL, 
	reference TEXT, 
	open_qty BIGINT DEFAULT '0' NOT NULL, 
	last_n BIGINT DEFAULT '0' NOT NULL, 
	created_at BIGINT NOT NULL, 
	CONSTRAINT pk_reservation PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_reservation_pool FOREIGN KEY(tenant_id, pool_id, record_id) REFERENCES pool (tenant_id, id, record_id), 
	CONSTRAINT reservation_open_qty_range CHECK (open_qty BETWEEN 0 AND 1000000000), 
	CONSTRAINT reservation_reference_size CHECK (length(reference) <= 200)
)
--;
CREATE INDEX ix_reservation_open ON reservation (tenant_id, record_id, created_at) WHERE open_qty > 0
--;
CREATE INDEX ix_reservation_pool ON reservation (tenant_id, pool_id)
--;
CREATE INDEX ix_reservation_reference ON reservation (tenant_id, reference)
--;
CREATE TABLE movement (
	tenant_id BIGINT NOT NULL, 
	n BIGINT GENERATED ALWAYS AS IDENTITY, 
	id TEXT NOT NULL, 
	record_id TEXT NOT NULL, 
	pool_id TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	lot_id TEXT, 
	lot_seq BIGINT, 
	unit_id TEXT, 
	status_from TEXT, 
	status_to TEXT, 
	bin_from TEXT, 
	bin_to TEXT, 
	reservation_id TEXT, 
	transfer_id TEXT, 
	from_node TEXT NOT NULL, 
	to_node TEXT NOT NULL, 
	qty BIGINT NOT NULL, 
	at BIGINT NOT NULL, 
	action TEXT NOT NULL, 
	reference TEXT, 
	note TEXT, 
	actor TEXT NOT NULL, 
	desk_id TEXT, 
	source TEXT NOT NULL, 
	batch_id TEXT NOT NULL, 
	reverses_n BIGINT, 
	CONSTRAINT pk_movement PRIMARY KEY (tenant_id, n), 
	CONSTRAINT fk_movement_pool FOREIGN KEY(tenant_id, pool_id, record_id) REFERENCES pool (tenant_id, id, record_id), 
	CONSTRAINT fk_movement_reversed FOREIGN KEY(tenant_id, reverses_n) REFERENCES movement (tenant_id, n), 
	CONSTRAINT fk_movement_lot FOREIGN KEY(tenant_id, lot_id) REFERENCES lot (tenant_id, id), 
	CONSTRAINT fk_movement_unit FOREIGN KEY(tenant_id, unit_id) REFERENCES unit (tenant_id, id), 
	CONSTRAINT fk_movement_bin_from FOREIGN KEY(tenant_id, bin_from) REFERENCES bin (tenant_id, id), 
	CONSTRAINT fk_movement_bin_to FOREIGN KEY(tenant_id, bin_to) REFERENCES bin (tenant_id, id), 
	CONSTRAINT fk_movement_reservation FOREIGN KEY(tenant_id, reservation_id) REFERENCES reservation (tenant_id, id), 
	CONSTRAINT fk_movement_batch FOREIGN KEY(tenant_id, batch_id) REFERENCES batch (tenant_id, id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_movement_desk FOREIGN KEY(tenant_id, desk_id) REFERENCES desk (tenant_id, id), 
	CONSTRAINT movement_qty_range CHECK (qty BETWEEN 1 AND 1000000000), 
	CONSTRAINT movement_goes_somewhere CHECK (from_node <> to_node), 
	CONSTRAINT movement_from_word CHECK (from_node IN ('available', 'reserved', 'held', 'expected', 'supplier', 'customer', 'found', 'loss', 'scrap', 'opening', 'transit')), 
	CONSTRAINT movement_to_word CHECK (to_node IN ('available', 'reserved', 'held', 'expected', 'supplier', 'customer', 'found', 'loss', 'scrap', 'opening', 'transit')), 
	CONSTRAINT movement_action_word CHECK (action IN ('RECEIVED', 'SOLD', 'ADJUSTED', 'DAMAGED', 'RETURNED', 'RESERVED', 'RELEASED', 'EXPECTED', 'HELD', 'UNHELD', 'SCRAPPED', 'MOVED', 'ASSIGNED', 'UNDONE')), 
	CONSTRAINT movement_status_from_word CHECK (status_from IS NULL OR status_from IN ('available', 'rented_out', 'returned', 'sold', 'unavailable')), 
	CONSTRAINT movement_status_to_word CHECK (status_to IS NULL OR status_to IN ('available', 'rented_out', 'returned', 'sold', 'unavailable')), 
	CONSTRAINT movement_source_word CHECK (source IN ('html', 'api', 'import', 'offline', 'system')), 
	CONSTRAINT movement_reference_size CHECK (length(reference) <= 200), 
	CONSTRAINT movement_note_size CHECK (length(note) <= 2000), 
	CONSTRAINT movement_lot_seq CHECK ((lot_id IS NULL) = (lot_seq IS NULL)), 
	CONSTRAINT movement_reservation_named CHECK ((reservation_id IS NOT NULL) = (from_node = 'reserved' OR to_node = 'reserved')), 
	CONSTRAINT movement_transfer_named CHECK ((transfer_id IS NOT NULL) = (from_node = 'transit' OR to_node = 'transit')), 
	CONSTRAINT movement_unit_whole CHECK (unit_id IS NULL OR (qty = 1 AND (status_from IS NOT NULL OR status_to IS NOT NULL) AND NOT ((from_node = 'available' AND to_node = 'reserved') OR (from_node = 'reserved' AND to_node = 'available')))), 
	CONSTRAINT movement_status_of_unit CHECK (unit_id IS NOT NULL OR (status_from IS NULL AND status_to IS NULL AND bin_from IS NULL AND bin_to IS NULL)), 
	CONSTRAINT movement_bin_from_in_stock CHECK (bin_from IS NULL OR from_node IN ('available', 'reserved', 'held')), 
	CONSTRAINT movement_bin_to_in_stock CHECK (bin_to IS NULL OR to_node IN ('available', 'reserved', 'held'))
)
--;
CREATE INDEX ix_movement_batch ON movement (tenant_id, batch_id, n)
--;
CREATE INDEX ix_movement_reservation ON movement (tenant_id, reservation_id, n) WHERE reservation_id IS NOT NULL
--;
CREATE INDEX ix_movement_transfer ON movement (tenant_id, transfer_id, n) WHERE transfer_id IS NOT NULL
--;
CREATE INDEX ix_movement_unit ON movement (tenant_id, unit_id, n) WHERE unit_id IS NOT NULL
--;
CREATE UNIQUE INDEX uq_movement_id ON movement (tenant_id, id)
--;
CREATE UNIQUE INDEX uq_movement_lot_seq ON movement (tenant_id, lot_id, lot_seq) WHERE lot_id IS NOT NULL
--;
CREATE UNIQUE INDEX uq_movement_reversed ON movement (tenant_id, reverses_n) WHERE reverses_n IS NOT NULL
--;
CREATE UNIQUE INDEX uq_movement_seq ON movement (tenant_id, record_id, seq)
--;
INSERT INTO edge (from_node, to_node, relocation) VALUES ('supplier', 'expected', 0), ('supplier', 'available', 0), ('supplier', 'held', 0), ('expected', 'available', 0), ('expected', 'held', 0), ('expected', 'supplier', 0), ('opening', 'available', 0), ('opening', 'reserved', 0), ('opening', 'held', 0), ('opening', 'expected', 0), ('found', 'available', 0), ('found', 'held', 0), ('customer', 'available', 0), ('customer', 'held', 0), ('available', 'reserved', 0), ('available', 'held', 0), ('available', 'customer', 0), ('available', 'loss', 0), ('available', 'scrap', 0), ('available', 'transit', 0), ('reserved', 'available', 0), ('reserved', 'held', 0), ('reserved', 'customer', 0), ('held', 'available', 0), ('held', 'scrap', 0), ('held', 'customer', 0), ('held', 'loss', 0), ('held', 'transit', 0), ('transit', 'available', 0), ('transit', 'held', 0), ('transit', 'loss', 0), ('reserved', 'transit', 1), ('transit', 'reserved', 1), ('expected', 'transit', 1), ('transit', 'expected', 1)
--;
INSERT INTO unit_step (status_from, from_node, to_node, status_to) VALUES ('', 'supplier', 'available', 'available'), ('', 'supplier', 'held', 'returned'), ('', 'supplier', 'held', 'unavailable'), ('', 'expected', 'available', 'available'), ('', 'expected', 'held', 'returned'), ('', 'expected', 'held', 'unavailable'), ('', 'opening', 'available', 'available'), ('', 'opening', 'held', 'returned'), ('', 'opening', 'held', 'unavailable'), ('', 'found', 'available', 'available'), ('', 'found', 'held', 'returned'), ('', 'found', 'held', 'unavailable'), ('available', 'available', 'customer', 'rented_out'), ('available', 'available', 'customer', 'sold'), ('available', 'available', 'held', 'unavailable'), ('available', 'reserved', 'customer', 'rented_out'), ('available', 'reserved', 'customer', 'sold'), ('available', 'reserved', 'held', 'unavailable'), ('available', 'available', 'loss', 'unavailable'), ('available', 'available', 'scrap', 'unavailable'), ('available', 'available', 'transit', 'available'), ('available', 'transit', 'available', 'available'), ('available', 'transit', 'loss', 'unavailable'), ('returned', 'held', 'loss', 'unavailable'), ('returned', 'held', 'scrap', 'unavailable'), ('returned', 'held', 'transit', 'returned'), ('returned', 'transit', 'held', 'returned'), ('returned', 'transit', 'loss', 'unavailable'), ('unavailable', 'held', 'loss', 'unavailable'), ('unavailable', 'held', 'scrap', 'unavailable'), ('unavailable', 'held', 'transit', 'unavailable'), ('unavailable', 'transit', 'held', 'unavailable'), ('unavailable', 'transit', 'loss', 'unavailable'), ('returned', 'held', 'available', 'available'), ('returned', 'held', 'customer', 'sold'), ('unavailable', 'held', 'available', 'available'), ('unavailable', 'held', 'customer', 'sold'), ('rented_out', 'customer', 'available', 'available'), ('rented_out', 'customer', 'held', 'returned'), ('rented_out', 'customer', 'held', 'unavailable'), ('unavailable', 'customer', 'available', 'available'), ('unavailable', 'customer', 'held', 'returned'), ('unavailable', 'customer', 'held', 'unavailable'), ('sold', 'customer', 'held', 'returned'), ('unavailable', 'found', 'held', 'returned')
--;
INSERT INTO unit_still (status_from, place_from, status_to, place_to) VALUES ('', 'none', 'sold', 'customer'), ('rented_out', 'customer', 'unavailable', 'customer'), ('rented_out', 'customer', 'sold', 'customer'), ('unavailable', 'customer', 'sold', 'customer'), ('returned', 'held', 'unavailable', 'held'), ('unavailable', 'held', 'returned', 'held')
--;
CREATE OR REPLACE FUNCTION movement_numbered() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.n <= (SELECT last_value FROM movement_n_seq)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by wrong_n' USING ERRCODE = '23514', CONSTRAINT = 'wrong_n'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER movement_numbered BEFORE INSERT ON movement FOR EACH ROW EXECUTE FUNCTION movement_numbered()
--;
CREATE OR REPLACE FUNCTION movement_applied() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.reverses_n IS NULL) AND (EXISTS (SELECT 1 FROM edge AS e WHERE e.from_node = NEW.from_node AND e.to_node = NEW.to_node)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by edge_not_allowed' USING ERRCODE = '23514', CONSTRAINT = 'edge_not_allowed'; END IF;
IF (EXISTS (SELECT 1 FROM pool WHERE tenant_id = NEW.tenant_id AND id = NEW.pool_id AND record_id = NEW.record_id AND CASE WHEN NEW.unit_id IS NOT NULL THEN kind = 'units' ELSE kind <> 'units' OR (NEW.from_node, NEW.to_node) IN (VALUES ('available', 'reserved'), ('reserved', 'available')) OR NEW.from_node = 'expected' AND NEW.to_node IN ('supplier', 'opening') OR NEW.to_node = 'expected' AND NEW.from_node IN ('supplier', 'opening') END)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by unit_pool_mismatch' USING ERRCODE = '23514', CONSTRAINT = 'unit_pool_mismatch'; END IF;
IF (NEW.reverses_n IS NULL AND NEW.unit_id IS NOT NULL) AND (EXISTS (SELECT 1 FROM unit_step AS s WHERE s.status_from = COALESCE(NEW.status_from, '') AND s.from_node = NEW.from_node AND s.to_node = NEW.to_node AND s.status_to = NEW.status_to)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by unit_step_not_allowed' USING ERRCODE = '23514', CONSTRAINT = 'unit_step_not_allowed'; END IF;
IF (NEW.reverses_n IS NOT NULL) AND (EXISTS (SELECT 1 FROM movement AS m WHERE m.tenant_id = NEW.tenant_id AND m.n = NEW.reverses_n AND m.n < NEW.n AND m.record_id = NEW.record_id AND m.pool_id = NEW.pool_id AND m.qty = NEW.qty AND m.from_node = NEW.to_node AND m.to_node = NEW.from_node AND m.status_from IS NOT DISTINCT FROM NEW.status_to AND m.status_to IS NOT DISTINCT FROM NEW.status_from AND m.lot_id IS NOT DISTINCT FROM NEW.lot_id AND m.unit_id IS NOT DISTINCT FROM NEW.unit_id AND m.reservation_id IS NOT DISTINCT FROM NEW.reservation_id AND m.transfer_id IS NOT DISTINCT FROM NEW.transfer_id)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by not_its_reversal' USING ERRCODE = '23514', CONSTRAINT = 'not_its_reversal'; END IF;
IF (NEW.lot_id IS NOT NULL) AND (EXISTS (SELECT 1 FROM lot WHERE tenant_id = NEW.tenant_id AND id = NEW.lot_id AND record_id = NEW.record_id AND deleted = 0)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by lot_not_here' USING ERRCODE = '23514', CONSTRAINT = 'lot_not_here'; END IF;
IF (NEW.reverses_n IS NULL AND NEW.lot_id IS NOT NULL AND NEW.from_node IN ('available', 'reserved') AND NEW.to_node IN ('reserved', 'customer')) AND (EXISTS (SELECT 1 FROM lot WHERE tenant_id = NEW.tenant_id AND id = NEW.lot_id AND status = 'active' AND (expires_at IS NULL OR expires_at > NEW.at))) IS NOT TRUE THEN RAISE EXCEPTION 'refused by lot_not_pickable' USING ERRCODE = '23514', CONSTRAINT = 'lot_not_pickable'; END IF;
UPDATE pool SET available = available + (CASE NEW.to_node WHEN 'available' THEN NEW.qty ELSE 0 END - CASE NEW.from_node WHEN 'available' THEN NEW.qty ELSE 0 END), reserved = reserved + (CASE NEW.to_node WHEN 'reserved' THEN NEW.qty ELSE 0 END - CASE NEW.from_node WHEN 'reserved' THEN NEW.qty ELSE 0 END), held = held + (CASE NEW.to_node WHEN 'held' THEN NEW.qty ELSE 0 END - CASE NEW.from_node WHEN 'held' THEN NEW.qty ELSE 0 END), expected = expected + (CASE NEW.to_node WHEN 'expected' THEN NEW.qty ELSE 0 END - CASE NEW.from_node WHEN 'expected' THEN NEW.qty ELSE 0 END), last_n = NEW.n WHERE tenant_id = NEW.tenant_id AND id = NEW.pool_id AND record_id = NEW.record_id AND lot_id IS NOT DISTINCT FROM NEW.lot_id AND available + (CASE NEW.to_node WHEN 'available' THEN NEW.qty ELSE 0 END - CASE NEW.from_node WHEN 'available' THEN NEW.qty ELSE 0 END) BETWEEN 0 AND 1000000000 AND reserved + (CASE NEW.to_node WHEN 'reserved' THEN NEW.qty ELSE 0 END - CASE NEW.from_node WHEN 'reserved' THEN NEW.qty ELSE 0 END) BETWEEN 0 AND 1000000000 AND held + (CASE NEW.to_node WHEN 'held' THEN NEW.qty ELSE 0 END - CASE NEW.from_node WHEN 'held' THEN NEW.qty ELSE 0 END) BETWEEN 0 AND 1000000000 AND expected + (CASE NEW.to_node WHEN 'expected' THEN NEW.qty ELSE 0 END - CASE NEW.from_node WHEN 'expected' THEN NEW.qty ELSE 0 END) BETWEEN 0 AND 1000000000; IF NOT FOUND THEN IF EXISTS (SELECT 1 FROM pool WHERE tenant_id = NEW.tenant_id AND id = NEW.pool_id AND CASE NEW.from_node WHEN 'available' THEN available WHEN 'reserved' THEN reserved WHEN 'held' THEN held WHEN 'expected' THEN expected END < NEW.qty) THEN RAISE EXCEPTION 'refused by stock_short' USING ERRCODE = '23514', CONSTRAINT = 'stock_short'; END IF; IF EXISTS (SELECT 1 FROM pool WHERE tenant_id = NEW.tenant_id AND id = NEW.pool_id AND CASE NEW.to_node WHEN 'available' THEN available WHEN 'reserved' THEN reserved WHEN 'held' THEN held WHEN 'expected' THEN expected END + NEW.qty > 1000000000) THEN RAISE EXCEPTION 'refused by quantity_too_large' USING ERRCODE = '23514', CONSTRAINT = 'quantity_too_large'; END IF; RAISE EXCEPTION 'refused by pool_not_applied' USING ERRCODE = '23514', CONSTRAINT = 'pool_not_applied'; END IF;
UPDATE record SET available = available + (CASE NEW.to_node WHEN 'available' THEN NEW.qty ELSE 0 END - CASE NEW.from_node WHEN 'available' THEN NEW.qty ELSE 0 END), reserved = reserved + (CASE NEW.to_node WHEN 'reserved' THEN NEW.qty ELSE 0 END - CASE NEW.from_node WHEN 'reserved' THEN NEW.qty ELSE 0 END), held = held + (CASE NEW.to_node WHEN 'held' THEN NEW.qty ELSE 0 END - CASE NEW.from_node WHEN 'held' THEN NEW.qty ELSE 0 END), expected = expected + (CASE NEW.to_node WHEN 'expected' THEN NEW.qty ELSE 0 END - CASE NEW.from_node WHEN 'expected' THEN NEW.qty ELSE 0 END), last_n = NEW.n, seq = NEW.seq WHERE tenant_id = NEW.tenant_id AND id = NEW.record_id AND seq = NEW.seq - 1 AND available + (CASE NEW.to_node WHEN 'available' THEN NEW.qty ELSE 0 END - CASE NEW.from_node WHEN 'available' THEN NEW.qty ELSE 0 END) BETWEEN 0 AND 1000000000 AND reserved + (CASE NEW.to_node WHEN 'reserved' THEN NEW.qty ELSE 0 END - CASE NEW.from_node WHEN 'reserved' THEN NEW.qty ELSE 0 END) BETWEEN 0 AND 1000000000 AND held + (CASE NEW.to_node WHEN 'held' THEN NEW.qty ELSE 0 END - CASE NEW.from_node WHEN 'held' THEN NEW.qty ELSE 0 END) BETWEEN 0 AND 1000000000 AND expected + (CASE NEW.to_node WHEN 'expected' THEN NEW.qty ELSE 0 END - CASE NEW.from_node WHEN 'expected' THEN NEW.qty ELSE 0 END) BETWEEN 0 AND 1000000000; IF NOT FOUND THEN IF EXISTS (SELECT 1 FROM record WHERE tenant_id = NEW.tenant_id AND id = NEW.record_id AND CASE NEW.to_node WHEN 'available' THEN available WHEN 'reserved' THEN reserved WHEN 'held' THEN held WHEN 'expected' THEN expected END + NEW.qty > 1000000000) THEN RAISE EXCEPTION 'refused by quantity_too_large' USING ERRCODE = '23514', CONSTRAINT = 'quantity_too_large'; END IF; RAISE EXCEPTION 'refused by wrong_seq' USING ERRCODE = '23514', CONSTRAINT = 'wrong_seq'; END IF;
IF NEW.lot_id IS NOT NULL THEN UPDATE lot SET available = available + (CASE NEW.to_node WHEN 'available' THEN NEW.qty ELSE 0 END - CASE NEW.from_node WHEN 'available' THEN NEW.qty ELSE 0 END), reserved = reserved + (CASE NEW.to_node WHEN 'reserved' THEN NEW.qty ELSE 0 END - CASE NEW.from_node WHEN 'reserved' THEN NEW.qty ELSE 0 END), held = held + (CASE NEW.to_node WHEN 'held' THEN NEW.qty ELSE 0 END - CASE NEW.from_node WHEN 'held' THEN NEW.qty ELSE 0 END), expected = expected + (CASE NEW.to_node WHEN 'expected' THEN NEW.qty ELSE 0 END - CASE NEW.from_node WHEN 'expected' THEN NEW.qty ELSE 0 END), last_n = NEW.n, seq = NEW.lot_seq WHERE tenant_id = NEW.tenant_id AND id = NEW.lot_id AND seq = NEW.lot_seq - 1 AND available + (CASE NEW.to_node WHEN 'available' THEN NEW.qty ELSE 0 END - CASE NEW.from_node WHEN 'available' THEN NEW.qty ELSE 0 END) BETWEEN 0 AND 1000000000 AND reserved + (CASE NEW.to_node WHEN 'reserved' THEN NEW.qty ELSE 0 END - CASE NEW.from_node WHEN 'reserved' THEN NEW.qty ELSE 0 END) BETWEEN 0 AND 1000000000 AND held + (CASE NEW.to_node WHEN 'held' THEN NEW.qty ELSE 0 END - CASE NEW.from_node WHEN 'held' THEN NEW.qty ELSE 0 END) BETWEEN 0 AND 1000000000 AND expected + (CASE NEW.to_node WHEN 'expected' THEN NEW.qty ELSE 0 END - CASE NEW.from_node WHEN 'expected' THEN NEW.qty ELSE 0 END) BETWEEN 0 AND 1000000000; IF NOT FOUND THEN IF EXISTS (SELECT 1 FROM lot WHERE tenant_id = NEW.tenant_id AND id = NEW.lot_id AND CASE NEW.to_node WHEN 'available' THEN available WHEN 'reserved' THEN reserved WHEN 'held' THEN held WHEN 'expected' THEN expected END + NEW.qty > 1000000000) THEN RAISE EXCEPTION 'refused by quantity_too_large' USING ERRCODE = '23514', CONSTRAINT = 'quantity_too_large'; END IF; RAISE EXCEPTION 'refused by wrong_lot_seq' USING ERRCODE = '23514', CONSTRAINT = 'wrong_lot_seq'; END IF; END IF;
IF NEW.reservation_id IS NOT NULL THEN UPDATE reservation SET open_qty = open_qty + CASE NEW.to_node WHEN 'reserved' THEN NEW.qty ELSE -NEW.qty END, last_n = NEW.n WHERE tenant_id = NEW.tenant_id AND id = NEW.reservation_id AND record_id = NEW.record_id AND pool_id = NEW.pool_id AND open_qty + CASE NEW.to_node WHEN 'reserved' THEN NEW.qty ELSE -NEW.qty END BETWEEN 0 AND 1000000000; IF NOT FOUND THEN IF EXISTS (SELECT 1 FROM reservation WHERE tenant_id = NEW.tenant_id AND id = NEW.reservation_id AND open_qty + CASE NEW.to_node WHEN 'reserved' THEN NEW.qty ELSE -NEW.qty END < 0) THEN RAISE EXCEPTION 'refused by reservation_short' USING ERRCODE = '23514', CONSTRAINT = 'reservation_short'; END IF; RAISE EXCEPTION 'refused by reservation_not_here' USING ERRCODE = '23514', CONSTRAINT = 'reservation_not_here'; END IF; END IF;
IF NEW.transfer_id IS NOT NULL THEN INSERT INTO transit (tenant_id, transfer_id, product_id) SELECT NEW.tenant_id, NEW.transfer_id, product_id FROM record WHERE tenant_id = NEW.tenant_id AND id = NEW.record_id ON CONFLICT DO NOTHING; END IF;
IF NEW.transfer_id IS NOT NULL THEN UPDATE transit SET qty = qty + CASE NEW.to_node WHEN 'transit' THEN NEW.qty ELSE -NEW.qty END, last_n = NEW.n WHERE tenant_id = NEW.tenant_id AND transfer_id = NEW.transfer_id AND product_id = (SELECT product_id FROM record WHERE tenant_id = NEW.tenant_id AND id = NEW.record_id) AND qty + CASE NEW.to_node WHEN 'transit' THEN NEW.qty ELSE -NEW.qty END BETWEEN 0 AND 1000000000; IF NOT FOUND THEN RAISE EXCEPTION 'refused by transit_short' USING ERRCODE = '23514', CONSTRAINT = 'transit_short'; END IF; END IF;
IF NEW.unit_id IS NOT NULL THEN UPDATE unit SET status = NEW.status_to, place = CASE WHEN NEW.to_node IN ('available', 'reserved') THEN 'good' WHEN NEW.to_node IN ('held', 'transit', 'customer', 'loss', 'scrap') THEN NEW.to_node WHEN NEW.to_node = 'found' AND NEW.status_to IS NOT NULL THEN 'loss' ELSE 'none' END, record_id = CASE WHEN NEW.to_node IN ('available', 'reserved', 'held') THEN NEW.record_id END, bin_id = CASE WHEN NEW.to_node IN ('available', 'reserved', 'held') THEN NEW.bin_to END, variant_id = (SELECT r.variant_id FROM record AS r WHERE r.tenant_id = NEW.tenant_id AND r.id = NEW.record_id), voided = CASE WHEN NEW.status_to IS NULL THEN 1 ELSE 0 END, last_n = NEW.n WHERE tenant_id = NEW.tenant_id AND id = NEW.unit_id AND status IS NOT DISTINCT FROM NEW.status_from AND place = CASE WHEN NEW.from_node IN ('available', 'reserved') THEN 'good' WHEN NEW.from_node IN ('held', 'transit', 'customer', 'loss', 'scrap') THEN NEW.from_node WHEN NEW.from_node = 'found' AND NEW.status_from IS NOT NULL THEN 'loss' ELSE 'none' END AND (NEW.from_node NOT IN ('available', 'reserved', 'held') OR (record_id = NEW.record_id AND bin_id IS NOT DISTINCT FROM NEW.bin_from)) AND EXISTS (SELECT 1 FROM record AS r WHERE r.tenant_id = NEW.tenant_id AND r.id = NEW.record_id AND r.product_id = unit.product_id AND (NEW.from_node = 'transit' OR r.variant_id = unit.variant_id)) AND (NOT (NEW.status_from IS NULL) OR NOT EXISTS (SELECT 1 FROM unit AS other WHERE other.tenant_id = unit.tenant_id AND other.serial_norm = unit.serial_norm AND other.voided = 0 AND other.id <> unit.id)); IF NOT FOUND THEN IF EXISTS (SELECT 1 FROM unit WHERE tenant_id = NEW.tenant_id AND id = NEW.unit_id AND voided = 1 AND NOT (NOT (NEW.status_from IS NULL) OR NOT EXISTS (SELECT 1 FROM unit AS other WHERE other.tenant_id = unit.tenant_id AND other.serial_norm = unit.serial_norm AND other.voided = 0 AND other.id <> unit.id))) THEN RAISE EXCEPTION 'refused by uq_unit_serial' USING ERRCODE = '23514', CONSTRAINT = 'uq_unit_serial'; END IF; RAISE EXCEPTION 'refused by unit_not_there' USING ERRCODE = '23514', CONSTRAINT = 'unit_not_there'; END IF; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER movement_applied AFTER INSERT ON movement FOR EACH ROW EXECUTE FUNCTION movement_applied()
--;
CREATE OR REPLACE FUNCTION movement_no_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (1 = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by movement_append_only' USING ERRCODE = '23514', CONSTRAINT = 'movement_append_only'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER movement_no_update BEFORE UPDATE ON movement FOR EACH ROW EXECUTE FUNCTION movement_no_update()
--;
CREATE OR REPLACE FUNCTION movement_no_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (1 = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by movement_append_only' USING ERRCODE = '23514', CONSTRAINT = 'movement_append_only'; END IF;
RETURN OLD;
END $$
--;
CREATE TRIGGER movement_no_delete BEFORE DELETE ON movement FOR EACH ROW EXECUTE FUNCTION movement_no_delete()
--;
CREATE OR REPLACE FUNCTION event_numbered() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
NEW.n := nextval('movement_n_seq');
RETURN NEW;
END $$
--;
CREATE TRIGGER event_numbered BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION event_numbered()
--;
CREATE OR REPLACE FUNCTION event_applied() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.reverses_n IS NOT NULL) AND (EXISTS (SELECT 1 FROM event AS e WHERE e.tenant_id = NEW.tenant_id AND e.n = NEW.reverses_n AND e.n < NEW.n AND e.subject = NEW.subject AND e.subject_id = NEW.subject_id AND e.status_from IS NOT DISTINCT FROM NEW.status_to AND e.status_to IS NOT DISTINCT FROM NEW.status_from AND e.bin_from IS NOT DISTINCT FROM NEW.bin_to AND e.bin_to IS NOT DISTINCT FROM NEW.bin_from)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by not_its_reversal' USING ERRCODE = '23514', CONSTRAINT = 'not_its_reversal'; END IF;
IF (NEW.unit_id IS NOT NULL AND NEW.status_from IS DISTINCT FROM NEW.status_to AND NEW.reverses_n IS NULL) AND (EXISTS (SELECT 1 FROM unit_still AS s, unit AS u WHERE u.tenant_id = NEW.tenant_id AND u.id = NEW.unit_id AND s.status_from = COALESCE(NEW.status_from, '') AND s.status_to = COALESCE(NEW.status_to, '') AND s.place_from = u.place)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by unit_step_not_allowed' USING ERRCODE = '23514', CONSTRAINT = 'unit_step_not_allowed'; END IF;
IF (NEW.unit_id IS NOT NULL AND NEW.status_from IS DISTINCT FROM NEW.status_to AND NEW.reverses_n IS NOT NULL) AND (EXISTS (SELECT 1 FROM unit_still AS s, unit AS u WHERE u.tenant_id = NEW.tenant_id AND u.id = NEW.unit_id AND ((s.status_from = COALESCE(NEW.status_to, '') AND s.status_to = COALESCE(NEW.status_from, '') AND s.place_to = u.place) OR (s.status_from = COALESCE(NEW.status_from, '') AND s.status_to = COALESCE(NEW.status_to, '') AND s.place_from = u.place)))) IS NOT TRUE THEN RAISE EXCEPTION 'refused by unit_step_not_allowed' USING ERRCODE = '23514', CONSTRAINT = 'unit_step_not_allowed'; END IF;
IF (NEW.unit_id IS NOT NULL AND NEW.status_from IS DISTINCT FROM NEW.status_to) OR (NEW.unit_id IS NOT NULL AND NEW.bin_from IS DISTINCT FROM NEW.bin_to) THEN UPDATE unit SET status = CASE WHEN NEW.unit_id IS NOT NULL AND NEW.status_from IS DISTINCT FROM NEW.status_to THEN NEW.status_to ELSE status END, place = CASE WHEN NOT (NEW.unit_id IS NOT NULL AND NEW.status_from IS DISTINCT FROM NEW.status_to) THEN place WHEN NEW.status_to IS NULL THEN 'none' WHEN NEW.status_from IS NULL THEN 'customer' ELSE place END, voided = CASE WHEN NOT (NEW.unit_id IS NOT NULL AND NEW.status_from IS DISTINCT FROM NEW.status_to) THEN voided WHEN NEW.status_to IS NULL THEN 1 ELSE 0 END, bin_id = CASE WHEN NEW.unit_id IS NOT NULL AND NEW.bin_from IS DISTINCT FROM NEW.bin_to THEN NEW.bin_to ELSE bin_id END, last_n = NEW.n WHERE tenant_id = NEW.tenant_id AND id = NEW.unit_id AND (NOT (NEW.unit_id IS NOT NULL AND NEW.status_from IS DISTINCT FROM NEW.status_to) OR status IS NOT DISTINCT FROM NEW.status_from) AND (NOT (NEW.unit_id IS NOT NULL AND NEW.bin_from IS DISTINCT FROM NEW.bin_to) OR (record_id IS NOT NULL AND bin_id IS NOT DISTINCT FROM NEW.bin_from)) AND (NOT (NEW.unit_id IS NOT NULL AND NEW.status_from IS DISTINCT FROM NEW.status_to AND NEW.status_from IS NULL) OR NOT EXISTS (SELECT 1 FROM unit AS other WHERE other.tenant_id = unit.tenant_id AND other.serial_norm = unit.serial_norm AND other.voided = 0 AND other.id <> unit.id)); IF NOT FOUND THEN IF EXISTS (SELECT 1 FROM unit WHERE tenant_id = NEW.tenant_id AND id = NEW.unit_id AND voided = 1 AND NOT (NOT (NEW.unit_id IS NOT NULL AND NEW.status_from IS DISTINCT FROM NEW.status_to AND NEW.status_from IS NULL) OR NOT EXISTS (SELECT 1 FROM unit AS other WHERE other.tenant_id = unit.tenant_id AND other.serial_norm = unit.serial_norm AND other.voided = 0 AND other.id <> unit.id))) THEN RAISE EXCEPTION 'refused by uq_unit_serial' USING ERRCODE = '23514', CONSTRAINT = 'uq_unit_serial'; END IF; RAISE EXCEPTION 'refused by unit_not_there' USING ERRCODE = '23514', CONSTRAINT = 'unit_not_there'; END IF; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER event_applied AFTER INSERT ON event FOR EACH ROW EXECUTE FUNCTION event_applied()
--;
CREATE OR REPLACE FUNCTION event_no_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (1 = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by event_append_only' USING ERRCODE = '23514', CONSTRAINT = 'event_append_only'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event FOR EACH ROW EXECUTE FUNCTION event_no_update()
--;
CREATE OR REPLACE FUNCTION event_no_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (1 = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by event_append_only' USING ERRCODE = '23514', CONSTRAINT = 'event_append_only'; END IF;
RETURN OLD;
END $$
--;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event FOR EACH ROW EXECUTE FUNCTION event_no_delete()
--;
CREATE OR REPLACE FUNCTION pool_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (EXISTS (SELECT 1 FROM movement AS m WHERE m.tenant_id = NEW.tenant_id AND m.n = NEW.last_n AND NEW.last_n > OLD.last_n AND m.pool_id = OLD.id AND NEW.available - OLD.available = (CASE m.to_node WHEN 'available' THEN m.qty ELSE 0 END - CASE m.from_node WHEN 'available' THEN m.qty ELSE 0 END) AND NEW.reserved - OLD.reserved = (CASE m.to_node WHEN 'reserved' THEN m.qty ELSE 0 END - CASE m.from_node WHEN 'reserved' THEN m.qty ELSE 0 END) AND NEW.held - OLD.held = (CASE m.to_node WHEN 'held' THEN m.qty ELSE 0 END - CASE m.from_node WHEN 'held' THEN m.qty ELSE 0 END) AND NEW.expected - OLD.expected = (CASE m.to_node WHEN 'expected' THEN m.qty ELSE 0 END - CASE m.from_node WHEN 'expected' THEN m.qty ELSE 0 END))) IS NOT TRUE THEN RAISE EXCEPTION 'refused by pool_guarded' USING ERRCODE = '23514', CONSTRAINT = 'pool_guarded'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER pool_guard BEFORE UPDATE OF available, reserved, held, expected, last_n ON pool FOR EACH ROW EXECUTE FUNCTION pool_guard()
--;
CREATE OR REPLACE FUNCTION record_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (EXISTS (SELECT 1 FROM movement AS m WHERE m.tenant_id = NEW.tenant_id AND m.n = NEW.last_n AND NEW.last_n > OLD.last_n AND m.record_id = OLD.id AND NEW.seq = OLD.seq + 1 AND NEW.seq = m.seq AND NEW.available - OLD.available = (CASE m.to_node WHEN 'available' THEN m.qty ELSE 0 END - CASE m.from_node WHEN 'available' THEN m.qty ELSE 0 END) AND NEW.reserved - OLD.reserved = (CASE m.to_node WHEN 'reserved' THEN m.qty ELSE 0 END - CASE m.from_node WHEN 'reserved' THEN m.qty ELSE 0 END) AND NEW.held - OLD.held = (CASE m.to_node WHEN 'held' THEN m.qty ELSE 0 END - CASE m.from_node WHEN 'held' THEN m.qty ELSE 0 END) AND NEW.expected - OLD.expected = (CASE m.to_node WHEN 'expected' THEN m.qty ELSE 0 END - CASE m.from_node WHEN 'expected' THEN m.qty ELSE 0 END))) IS NOT TRUE THEN RAISE EXCEPTION 'refused by record_guarded' USING ERRCODE = '23514', CONSTRAINT = 'record_guarded'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER record_guard BEFORE UPDATE OF available, reserved, held, expected, seq, last_n ON record FOR EACH ROW EXECUTE FUNCTION record_guard()
--;
CREATE OR REPLACE FUNCTION lot_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (EXISTS (SELECT 1 FROM movement AS m WHERE m.tenant_id = NEW.tenant_id AND m.n = NEW.last_n AND NEW.last_n > OLD.last_n AND m.lot_id = OLD.id AND NEW.seq = OLD.seq + 1 AND NEW.seq = m.lot_seq AND NEW.available - OLD.available = (CASE m.to_node WHEN 'available' THEN m.qty ELSE 0 END - CASE m.from_node WHEN 'available' THEN m.qty ELSE 0 END) AND NEW.reserved - OLD.reserved = (CASE m.to_node WHEN 'reserved' THEN m.qty ELSE 0 END - CASE m.from_node WHEN 'reserved' THEN m.qty ELSE 0 END) AND NEW.held - OLD.held = (CASE m.to_node WHEN 'held' THEN m.qty ELSE 0 END - CASE m.from_node WHEN 'held' THEN m.qty ELSE 0 END) AND NEW.expected - OLD.expected = (CASE m.to_node WHEN 'expected' THEN m.qty ELSE 0 END - CASE m.from_node WHEN 'expected' THEN m.qty ELSE 0 END))) IS NOT TRUE THEN RAISE EXCEPTION 'refused by lot_guarded' USING ERRCODE = '23514', CONSTRAINT = 'lot_guarded'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER lot_guard BEFORE UPDATE OF available, reserved, held, expected, seq, last_n ON lot FOR EACH ROW EXECUTE FUNCTION lot_guard()
--;
CREATE OR REPLACE FUNCTION reservation_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (EXISTS (SELECT 1 FROM movement AS m WHERE m.tenant_id = NEW.tenant_id AND m.n = NEW.last_n AND NEW.last_n > OLD.last_n AND m.reservation_id = OLD.id AND NEW.open_qty - OLD.open_qty = CASE WHEN m.to_node = 'reserved' THEN m.qty ELSE -m.qty END)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by reservation_guarded' USING ERRCODE = '23514', CONSTRAINT = 'reservation_guarded'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER reservation_guard BEFORE UPDATE OF open_qty, last_n ON reservation FOR EACH ROW EXECUTE FUNCTION reservation_guard()
--;
CREATE OR REPLACE FUNCTION transit_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (EXISTS (SELECT 1 FROM movement AS m WHERE m.tenant_id = NEW.tenant_id AND m.n = NEW.last_n AND NEW.last_n > OLD.last_n AND m.transfer_id = OLD.transfer_id AND OLD.product_id = (SELECT r.product_id FROM record AS r WHERE r.tenant_id = m.tenant_id AND r.id = m.record_id) AND NEW.qty - OLD.qty = CASE WHEN m.to_node = 'transit' THEN m.qty ELSE -m.qty END)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by transit_guarded' USING ERRCODE = '23514', CONSTRAINT = 'transit_guarded'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER transit_guard BEFORE UPDATE OF qty, last_n ON transit FOR EACH ROW EXECUTE FUNCTION transit_guard()
--;
CREATE OR REPLACE FUNCTION unit_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF ((EXISTS (SELECT 1 FROM movement AS m WHERE m.tenant_id = NEW.tenant_id AND m.n = NEW.last_n AND NEW.last_n > OLD.last_n AND m.unit_id = OLD.id AND OLD.status IS NOT DISTINCT FROM m.status_from AND NEW.status IS NOT DISTINCT FROM m.status_to AND OLD.place = CASE WHEN m.from_node IN ('available', 'reserved') THEN 'good' WHEN m.from_node IN ('held', 'transit', 'customer', 'loss', 'scrap') THEN m.from_node WHEN m.from_node = 'found' AND m.status_from IS NOT NULL THEN 'loss' ELSE 'none' END AND NEW.place = CASE WHEN m.to_node IN ('available', 'reserved') THEN 'good' WHEN m.to_node IN ('held', 'transit', 'customer', 'loss', 'scrap') THEN m.to_node WHEN m.to_node = 'found' AND m.status_to IS NOT NULL THEN 'loss' ELSE 'none' END AND NEW.record_id IS NOT DISTINCT FROM CASE WHEN m.to_node IN ('available', 'reserved', 'held') THEN m.record_id END AND NEW.bin_id IS NOT DISTINCT FROM CASE WHEN m.to_node IN ('available', 'reserved', 'held') THEN m.bin_to END)) OR (EXISTS (SELECT 1 FROM event AS e WHERE e.tenant_id = NEW.tenant_id AND e.n = NEW.last_n AND NEW.last_n > OLD.last_n AND e.unit_id = OLD.id AND NEW.record_id IS NOT DISTINCT FROM OLD.record_id AND NEW.variant_id IS NOT DISTINCT FROM OLD.variant_id AND (NEW.status IS NOT DISTINCT FROM OLD.status OR (OLD.status IS NOT DISTINCT FROM e.status_from AND NEW.status IS NOT DISTINCT FROM e.status_to)) AND (NEW.bin_id IS NOT DISTINCT FROM OLD.bin_id OR (OLD.bin_id IS NOT DISTINCT FROM e.bin_from AND NEW.bin_id IS NOT DISTINCT FROM e.bin_to))))) IS NOT TRUE THEN RAISE EXCEPTION 'refused by unit_guarded' USING ERRCODE = '23514', CONSTRAINT = 'unit_guarded'; END IF;
IF (NEW.bin_id IS NOT NULL) AND (EXISTS (SELECT 1 FROM bin AS b, record AS r WHERE b.tenant_id = NEW.tenant_id AND b.id = NEW.bin_id AND r.tenant_id = NEW.tenant_id AND r.id = NEW.record_id AND r.warehouse_id = b.warehouse_id)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by bin_elsewhere' USING ERRCODE = '23514', CONSTRAINT = 'bin_elsewhere'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER unit_guard BEFORE UPDATE OF status, place, record_id, bin_id, variant_id, voided, last_n ON unit FOR EACH ROW EXECUTE FUNCTION unit_guard()
--;
CREATE OR REPLACE FUNCTION record_identity() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.tenant_id IS NOT DISTINCT FROM OLD.tenant_id AND NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.product_id IS NOT DISTINCT FROM OLD.product_id AND NEW.variant_id IS NOT DISTINCT FROM OLD.variant_id AND NEW.warehouse_id IS NOT DISTINCT FROM OLD.warehouse_id) IS NOT TRUE THEN RAISE EXCEPTION 'refused by record_identity' USING ERRCODE = '23514', CONSTRAINT = 'record_identity'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER record_identity BEFORE UPDATE OF tenant_id, id, product_id, variant_id, warehouse_id ON record FOR EACH ROW EXECUTE FUNCTION record_identity()
--;
CREATE OR REPLACE FUNCTION pool_identity() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.tenant_id IS NOT DISTINCT FROM OLD.tenant_id AND NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.record_id IS NOT DISTINCT FROM OLD.record_id AND NEW.kind IS NOT DISTINCT FROM OLD.kind AND NEW.lot_id IS NOT DISTINCT FROM OLD.lot_id AND NEW.bin_id IS NOT DISTINCT FROM OLD.bin_id) IS NOT TRUE THEN RAISE EXCEPTION 'refused by pool_identity' USING ERRCODE = '23514', CONSTRAINT = 'pool_identity'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER pool_identity BEFORE UPDATE OF tenant_id, id, record_id, kind, lot_id, bin_id ON pool FOR EACH ROW EXECUTE FUNCTION pool_identity()
--;
CREATE OR REPLACE FUNCTION lot_identity() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.tenant_id IS NOT DISTINCT FROM OLD.tenant_id AND NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.variant_id IS NOT DISTINCT FROM OLD.variant_id) IS NOT TRUE THEN RAISE EXCEPTION 'refused by lot_identity' USING ERRCODE = '23514', CONSTRAINT = 'lot_identity'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER lot_identity BEFORE UPDATE OF tenant_id, id, variant_id ON lot FOR EACH ROW EXECUTE FUNCTION lot_identity()
--;
CREATE OR REPLACE FUNCTION lot_not_empty() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF ((NEW.record_id IS NOT DISTINCT FROM OLD.record_id AND NEW.warehouse_id IS NOT DISTINCT FROM OLD.warehouse_id AND NEW.deleted IS NOT DISTINCT FROM OLD.deleted) OR (OLD.available = 0 AND OLD.reserved = 0 AND OLD.held = 0 AND OLD.expected = 0)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by lot_not_empty' USING ERRCODE = '23514', CONSTRAINT = 'lot_not_empty'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER lot_not_empty BEFORE UPDATE OF record_id, warehouse_id, deleted ON lot FOR EACH ROW EXECUTE FUNCTION lot_not_empty()
--;
CREATE OR REPLACE FUNCTION reservation_identity() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.tenant_id IS NOT DISTINCT FROM OLD.tenant_id AND NEW.id IS NOT DISTINCT FROM OLD.id) IS NOT TRUE THEN RAISE EXCEPTION 'refused by reservation_identity' USING ERRCODE = '23514', CONSTRAINT = 'reservation_identity'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER reservation_identity BEFORE UPDATE OF tenant_id, id ON reservation FOR EACH ROW EXECUTE FUNCTION reservation_identity()
--;
CREATE OR REPLACE FUNCTION reservation_open() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF ((NEW.record_id IS NOT DISTINCT FROM OLD.record_id AND NEW.pool_id IS NOT DISTINCT FROM OLD.pool_id) OR (OLD.open_qty = 0)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by reservation_open' USING ERRCODE = '23514', CONSTRAINT = 'reservation_open'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER reservation_open BEFORE UPDATE OF record_id, pool_id ON reservation FOR EACH ROW EXECUTE FUNCTION reservation_open()
--;
CREATE OR REPLACE FUNCTION transit_identity() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.tenant_id IS NOT DISTINCT FROM OLD.tenant_id AND NEW.transfer_id IS NOT DISTINCT FROM OLD.transfer_id AND NEW.product_id IS NOT DISTINCT FROM OLD.product_id) IS NOT TRUE THEN RAISE EXCEPTION 'refused by transit_identity' USING ERRCODE = '23514', CONSTRAINT = 'transit_identity'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER transit_identity BEFORE UPDATE OF tenant_id, transfer_id, product_id ON transit FOR EACH ROW EXECUTE FUNCTION transit_identity()
--;
CREATE OR REPLACE FUNCTION unit_identity() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.tenant_id IS NOT DISTINCT FROM OLD.tenant_id AND NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.product_id IS NOT DISTINCT FROM OLD.product_id) IS NOT TRUE THEN RAISE EXCEPTION 'refused by unit_identity' USING ERRCODE = '23514', CONSTRAINT = 'unit_identity'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER unit_identity BEFORE UPDATE OF tenant_id, id, product_id ON unit FOR EACH ROW EXECUTE FUNCTION unit_identity()
--;
CREATE OR REPLACE FUNCTION record_born() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.available = 0 AND NEW.reserved = 0 AND NEW.held = 0 AND NEW.expected = 0 AND NEW.seq = 0 AND NEW.last_n = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by record_born_empty' USING ERRCODE = '23514', CONSTRAINT = 'record_born_empty'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER record_born BEFORE INSERT ON record FOR EACH ROW EXECUTE FUNCTION record_born()
--;
CREATE OR REPLACE FUNCTION pool_born() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.available = 0 AND NEW.reserved = 0 AND NEW.held = 0 AND NEW.expected = 0 AND NEW.last_n = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by pool_born_empty' USING ERRCODE = '23514', CONSTRAINT = 'pool_born_empty'; END IF;
IF (NEW.kind = 'units') AND (EXISTS (SELECT 1 FROM record WHERE tenant_id = NEW.tenant_id AND id = NEW.record_id AND variant_id IS NOT NULL)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by pool_without_variant' USING ERRCODE = '23514', CONSTRAINT = 'pool_without_variant'; END IF;
IF (NEW.kind = 'lot') AND (EXISTS (SELECT 1 FROM lot WHERE tenant_id = NEW.tenant_id AND id = NEW.lot_id AND record_id = NEW.record_id)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by lot_not_here' USING ERRCODE = '23514', CONSTRAINT = 'lot_not_here'; END IF;
IF (NEW.bin_id IS NOT NULL) AND (EXISTS (SELECT 1 FROM bin AS b, record AS r WHERE b.tenant_id = NEW.tenant_id AND b.id = NEW.bin_id AND r.tenant_id = NEW.tenant_id AND r.id = NEW.record_id AND r.warehouse_id = b.warehouse_id)) IS NOT TRUE THEN RAISE EXCEPTION 'refused by bin_elsewhere' USING ERRCODE = '23514', CONSTRAINT = 'bin_elsewhere'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER pool_born BEFORE INSERT ON pool FOR EACH ROW EXECUTE FUNCTION pool_born()
--;
CREATE OR REPLACE FUNCTION lot_born() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.available = 0 AND NEW.reserved = 0 AND NEW.held = 0 AND NEW.expected = 0 AND NEW.seq = 0 AND NEW.last_n = 0 AND NEW.deleted = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by lot_born_empty' USING ERRCODE = '23514', CONSTRAINT = 'lot_born_empty'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER lot_born BEFORE INSERT ON lot FOR EACH ROW EXECUTE FUNCTION lot_born()
--;
CREATE OR REPLACE FUNCTION reservation_born() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.open_qty = 0 AND NEW.last_n = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by reservation_born_empty' USING ERRCODE = '23514', CONSTRAINT = 'reservation_born_empty'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER reservation_born BEFORE INSERT ON reservation FOR EACH ROW EXECUTE FUNCTION reservation_born()
--;
CREATE OR REPLACE FUNCTION transit_born() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.qty = 0 AND NEW.last_n = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by transit_born_empty' USING ERRCODE = '23514', CONSTRAINT = 'transit_born_empty'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER transit_born BEFORE INSERT ON transit FOR EACH ROW EXECUTE FUNCTION transit_born()
--;
CREATE OR REPLACE FUNCTION unit_born() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.voided = 1 AND NEW.status IS NULL AND NEW.place = 'none' AND NEW.last_n = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by unit_born_empty' USING ERRCODE = '23514', CONSTRAINT = 'unit_born_empty'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER unit_born BEFORE INSERT ON unit FOR EACH ROW EXECUTE FUNCTION unit_born()
--;
CREATE OR REPLACE FUNCTION record_no_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (1 = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by record_no_delete' USING ERRCODE = '23514', CONSTRAINT = 'record_no_delete'; END IF;
RETURN OLD;
END $$
--;
CREATE TRIGGER record_no_delete BEFORE DELETE ON record FOR EACH ROW EXECUTE FUNCTION record_no_delete()
--;
CREATE OR REPLACE FUNCTION pool_no_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (1 = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by pool_no_delete' USING ERRCODE = '23514', CONSTRAINT = 'pool_no_delete'; END IF;
RETURN OLD;
END $$
--;
CREATE TRIGGER pool_no_delete BEFORE DELETE ON pool FOR EACH ROW EXECUTE FUNCTION pool_no_delete()
--;
CREATE OR REPLACE FUNCTION lot_no_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (1 = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by lot_no_delete' USING ERRCODE = '23514', CONSTRAINT = 'lot_no_delete'; END IF;
RETURN OLD;
END $$
--;
CREATE TRIGGER lot_no_delete BEFORE DELETE ON lot FOR EACH ROW EXECUTE FUNCTION lot_no_delete()
--;
CREATE OR REPLACE FUNCTION reservation_no_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (1 = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by reservation_no_delete' USING ERRCODE = '23514', CONSTRAINT = 'reservation_no_delete'; END IF;
RETURN OLD;
END $$
--;
CREATE TRIGGER reservation_no_delete BEFORE DELETE ON reservation FOR EACH ROW EXECUTE FUNCTION reservation_no_delete()
--;
CREATE OR REPLACE FUNCTION transit_no_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (1 = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by transit_no_delete' USING ERRCODE = '23514', CONSTRAINT = 'transit_no_delete'; END IF;
RETURN OLD;
END $$
--;
CREATE TRIGGER transit_no_delete BEFORE DELETE ON transit FOR EACH ROW EXECUTE FUNCTION transit_no_delete()
--;
CREATE OR REPLACE FUNCTION unit_no_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (1 = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by unit_no_delete' USING ERRCODE = '23514', CONSTRAINT = 'unit_no_delete'; END IF;
RETURN OLD;
END $$
--;
CREATE TRIGGER unit_no_delete BEFORE DELETE ON unit FOR EACH ROW EXECUTE FUNCTION unit_no_delete()
--;
CREATE OR REPLACE FUNCTION edge_no_insert() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (1 = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by rules_fixed' USING ERRCODE = '23514', CONSTRAINT = 'rules_fixed'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER edge_no_insert BEFORE INSERT ON edge FOR EACH ROW EXECUTE FUNCTION edge_no_insert()
--;
CREATE OR REPLACE FUNCTION edge_no_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (1 = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by rules_fixed' USING ERRCODE = '23514', CONSTRAINT = 'rules_fixed'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER edge_no_update BEFORE UPDATE ON edge FOR EACH ROW EXECUTE FUNCTION edge_no_update()
--;
CREATE OR REPLACE FUNCTION edge_no_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (1 = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by rules_fixed' USING ERRCODE = '23514', CONSTRAINT = 'rules_fixed'; END IF;
RETURN OLD;
END $$
--;
CREATE TRIGGER edge_no_delete BEFORE DELETE ON edge FOR EACH ROW EXECUTE FUNCTION edge_no_delete()
--;
CREATE OR REPLACE FUNCTION unit_step_no_insert() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (1 = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by rules_fixed' USING ERRCODE = '23514', CONSTRAINT = 'rules_fixed'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER unit_step_no_insert BEFORE INSERT ON unit_step FOR EACH ROW EXECUTE FUNCTION unit_step_no_insert()
--;
CREATE OR REPLACE FUNCTION unit_step_no_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (1 = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by rules_fixed' USING ERRCODE = '23514', CONSTRAINT = 'rules_fixed'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER unit_step_no_update BEFORE UPDATE ON unit_step FOR EACH ROW EXECUTE FUNCTION unit_step_no_update()
--;
CREATE OR REPLACE FUNCTION unit_step_no_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (1 = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by rules_fixed' USING ERRCODE = '23514', CONSTRAINT = 'rules_fixed'; END IF;
RETURN OLD;
END $$
--;
CREATE TRIGGER unit_step_no_delete BEFORE DELETE ON unit_step FOR EACH ROW EXECUTE FUNCTION unit_step_no_delete()
--;
CREATE OR REPLACE FUNCTION unit_still_no_insert() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (1 = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by rules_fixed' USING ERRCODE = '23514', CONSTRAINT = 'rules_fixed'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER unit_still_no_insert BEFORE INSERT ON unit_still FOR EACH ROW EXECUTE FUNCTION unit_still_no_insert()
--;
CREATE OR REPLACE FUNCTION unit_still_no_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (1 = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by rules_fixed' USING ERRCODE = '23514', CONSTRAINT = 'rules_fixed'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER unit_still_no_update BEFORE UPDATE ON unit_still FOR EACH ROW EXECUTE FUNCTION unit_still_no_update()
--;
CREATE OR REPLACE FUNCTION unit_still_no_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (1 = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by rules_fixed' USING ERRCODE = '23514', CONSTRAINT = 'rules_fixed'; END IF;
RETURN OLD;
END $$
--;
CREATE TRIGGER unit_still_no_delete BEFORE DELETE ON unit_still FOR EACH ROW EXECUTE FUNCTION unit_still_no_delete()
--;
CREATE OR REPLACE FUNCTION record_no_truncate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
RAISE EXCEPTION 'refused by record_no_truncate' USING ERRCODE = '23514', CONSTRAINT = 'record_no_truncate';
END $$
--;
CREATE TRIGGER record_no_truncate BEFORE TRUNCATE ON record FOR EACH STATEMENT EXECUTE FUNCTION record_no_truncate()
--;
CREATE OR REPLACE FUNCTION pool_no_truncate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
RAISE EXCEPTION 'refused by pool_no_truncate' USING ERRCODE = '23514', CONSTRAINT = 'pool_no_truncate';
END $$
--;
CREATE TRIGGER pool_no_truncate BEFORE TRUNCATE ON pool FOR EACH STATEMENT EXECUTE FUNCTION pool_no_truncate()
--;
CREATE OR REPLACE FUNCTION lot_no_truncate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
RAISE EXCEPTION 'refused by lot_no_truncate' USING ERRCODE = '23514', CONSTRAINT = 'lot_no_truncate';
END $$
--;
CREATE TRIGGER lot_no_truncate BEFORE TRUNCATE ON lot FOR EACH STATEMENT EXECUTE FUNCTION lot_no_truncate()
--;
CREATE OR REPLACE FUNCTION reservation_no_truncate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
RAISE EXCEPTION 'refused by reservation_no_truncate' USING ERRCODE = '23514', CONSTRAINT = 'reservation_no_truncate';
END $$
--;
CREATE TRIGGER reservation_no_truncate BEFORE TRUNCATE ON reservation FOR EACH STATEMENT EXECUTE FUNCTION reservation_no_truncate()
--;
CREATE OR REPLACE FUNCTION transit_no_truncate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
RAISE EXCEPTION 'refused by transit_no_truncate' USING ERRCODE = '23514', CONSTRAINT = 'transit_no_truncate';
END $$
--;
CREATE TRIGGER transit_no_truncate BEFORE TRUNCATE ON transit FOR EACH STATEMENT EXECUTE FUNCTION transit_no_truncate()
--;
CREATE OR REPLACE FUNCTION unit_no_truncate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
RAISE EXCEPTION 'refused by unit_no_truncate' USING ERRCODE = '23514', CONSTRAINT = 'unit_no_truncate';
END $$
--;
CREATE TRIGGER unit_no_truncate BEFORE TRUNCATE ON unit FOR EACH STATEMENT EXECUTE FUNCTION unit_no_truncate()
--;
CREATE OR REPLACE FUNCTION movement_no_truncate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
RAISE EXCEPTION 'refused by movement_no_truncate' USING ERRCODE = '23514', CONSTRAINT = 'movement_no_truncate';
END $$
--;
CREATE TRIGGER movement_no_truncate BEFORE TRUNCATE ON movement FOR EACH STATEMENT EXECUTE FUNCTION movement_no_truncate()
--;
CREATE OR REPLACE FUNCTION event_no_truncate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
RAISE EXCEPTION 'refused by event_no_truncate' USING ERRCODE = '23514', CONSTRAINT = 'event_no_truncate';
END $$
--;
CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION event_no_truncate()
--;
CREATE OR REPLACE FUNCTION edge_no_truncate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
RAISE EXCEPTION 'refused by edge_no_truncate' USING ERRCODE = '23514', CONSTRAINT = 'edge_no_truncate';
END $$
--;
CREATE TRIGGER edge_no_truncate BEFORE TRUNCATE ON edge FOR EACH STATEMENT EXECUTE FUNCTION edge_no_truncate()
--;
CREATE OR REPLACE FUNCTION unit_step_no_truncate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
RAISE EXCEPTION 'refused by unit_step_no_truncate' USING ERRCODE = '23514', CONSTRAINT = 'unit_step_no_truncate';
END $$
--;
CREATE TRIGGER unit_step_no_truncate BEFORE TRUNCATE ON unit_step FOR EACH STATEMENT EXECUTE FUNCTION unit_step_no_truncate()
--;
CREATE OR REPLACE FUNCTION unit_still_no_truncate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
RAISE EXCEPTION 'refused by unit_still_no_truncate' USING ERRCODE = '23514', CONSTRAINT = 'unit_still_no_truncate';
END $$
--;
CREATE TRIGGER unit_still_no_truncate BEFORE TRUNCATE ON unit_still FOR EACH STATEMENT EXECUTE FUNCTION unit_still_no_truncate()
--;
GRANT SELECT ON edge TO stockdesk_web
--;
GRANT SELECT ON unit_step TO stockdesk_web
--;
GRANT SELECT ON unit_still TO stockdesk_web
--;
GRANT SELECT ON transit TO stockdesk_web
--;
GRANT SELECT, INSERT, UPDATE(location, bin_id, reorder_level, reorder_qty, variant_attributes, updated_at) ON record TO stockdesk_web
--;
GRANT SELECT, INSERT, UPDATE(record_id, warehouse_id, number, status, expires_at, manufacturer_number, address_id, bin_id, metadata, deleted, updated_at) ON lot TO stockdesk_web
--;
GRANT SELECT, INSERT, UPDATE(serial, serial_norm, acquisition_cost, acquisition_date, location_text, condition, notes, reason, product_name, updated_at) ON unit TO stockdesk_web
--;
GRANT SELECT, INSERT(tenant_id, id, subject, subject_id, unit_id, status_from, status_to, bin_from, bin_to, before, after, at, action, reference, note, actor, desk_id, source, batch_id, reverses_n) ON event TO stockdesk_web
--;
GRANT SELECT, INSERT ON pool TO stockdesk_web
--;
GRANT SELECT, INSERT, UPDATE(record_id, pool_id) ON reservation TO stockdesk_web
--;
GRANT SELECT, INSERT(tenant_id, id, record_id, pool_id, seq, lot_id, lot_seq, unit_id, status_from, status_to, bin_from, bin_to, reservation_id, transfer_id, from_node, to_node, qty, at, action, reference, note, actor, desk_id, source, batch_id, reverses_n) ON movement TO stockdesk_web
