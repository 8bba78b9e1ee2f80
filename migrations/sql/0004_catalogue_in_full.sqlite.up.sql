ALTER TABLE variant RENAME TO variant_before
--;
CREATE TABLE variant (
	tenant_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	product_id TEXT NOT NULL, 
	variant_sku TEXT NOT NULL, 
	variant_name TEXT NOT NULL, 
	grade TEXT NOT NULL, 
	condition TEXT, 
	color_name TEXT, 
	images TEXT NOT NULL, 
	list_price INTEGER, 
	acquisition_cost INTEGER, 
	tracking TEXT NOT NULL, 
	status TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	position INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_variant PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_variant_product FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id), 
	CONSTRAINT ck_variant_status CHECK (status IN ('active', 'inactive')), 
	CONSTRAINT ck_variant_tracking CHECK (tracking IN ('serial', 'lot', 'count')), 
	CONSTRAINT ck_variant_sku CHECK (length(variant_sku) <= 200), 
	CONSTRAINT ck_variant_grade CHECK (length(grade) <= 50), 
	CONSTRAINT ck_variant_list_price CHECK (list_price BETWEEN 0 AND 10000000000000), 
	CONSTRAINT ck_variant_cost CHECK (acquisition_cost BETWEEN 0 AND 10000000000000)
)
 STRICT
--;
INSERT INTO variant (tenant_id, id, product_id, variant_sku, variant_name, grade, condition, color_name, images, list_price, acquisition_cost, tracking, status, version, created_at, updated_at, position) SELECT tenant_id, id, product_id, variant_sku, variant_name, grade, condition, color_name, images, list_price, acquisition_cost, tracking, status, version, created_at, updated_at, (SELECT count(*) FROM variant_before AS other WHERE other.tenant_id = variant.tenant_id AND other.product_id = variant.product_id AND (other.created_at, other.id) < (variant.created_at, variant.id)) FROM variant_before AS variant
--;
DROP TABLE variant_before
--;
CREATE INDEX ix_variant_product ON variant (tenant_id, product_id, id)
--;
CREATE UNIQUE INDEX uq_variant_product ON variant (tenant_id, id, product_id)
--;
CREATE UNIQUE INDEX uq_variant_sku ON variant (tenant_id, variant_sku)
--;
CREATE TABLE trade_item (
	tenant_id INTEGER NOT NULL, 
	gtin TEXT NOT NULL, 
	product_id TEXT NOT NULL, 
	quantity INTEGER NOT NULL, 
	CONSTRAINT pk_trade_item PRIMARY KEY (tenant_id, gtin), 
	CONSTRAINT fk_trade_item_product FOREIGN KEY(tenant_id, product_id) REFERENCES product (tenant_id, id), 
	CONSTRAINT ck_trade_item_digits CHECK (length(gtin) = 14 AND trim(gtin, '0123456789') = ''), 
	CONSTRAINT ck_trade_item_check_digit CHECK ((3 * (CAST(substr(gtin, 1, 1) AS INTEGER) + CAST(substr(gtin, 3, 1) AS INTEGER) + CAST(substr(gtin, 5, 1) AS INTEGER) + CAST(substr(gtin, 7, 1) AS INTEGER) + CAST(substr(gtin, 9, 1) AS INTEGER) + CAST(substr(gtin, 11, 1) AS INTEGER) + CAST(substr(gtin, 13, 1) AS INTEGER)) + CAST(substr(gtin, 2, 1) AS INTEGER) + CAST(substr(gtin, 4, 1) AS INTEGER) + CAST(substr(gtin, 6, 1) AS INTEGER) + CAST(substr(gtin, 8, 1) AS INTEGER) + CAST(substr(gtin, 10, 1) AS INTEGER) + CAST(substr(gtin, 12, 1) AS INTEGER) + CAST(substr(gtin, 14, 1) AS INTEGER)) / 10 * 10 = 3 * (CAST(substr(gtin, 1, 1) AS INTEGER) + CAST(substr(gtin, 3, 1) AS INTEGER) + CAST(substr(gtin, 5, 1) AS INTEGER) + CAST(substr(gtin, 7, 1) AS INTEGER) + CAST(substr(gtin, 9, 1) AS INTEGER) + CAST(substr(gtin, 11, 1) AS INTEGER) + CAST(substr(gtin, 13, 1) AS INTEGER)) + CAST(substr(gtin, 2, 1) AS INTEGER) + CAST(substr(gtin, 4, 1) AS INTEGER) + CAST(substr(gtin, 6, 1) AS INTEGER) + CAST(substr(gtin, 8, 1) AS INTEGER) + CAST(substr(gtin, 10, 1) AS INTEGER) + CAST(substr(gtin, 12, 1) AS INTEGER) + CAST(substr(gtin, 14, 1) AS INTEGER)), 
	CONSTRAINT ck_trade_item_quantity CHECK (quantity BETWEEN 1 AND 1000000)
)
 STRICT
--;
CREATE UNIQUE INDEX uq_trade_item_product ON trade_item (tenant_id, gtin, product_id)
--;
CREATE TABLE price_change (
	tenant_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	valid_from INTEGER NOT NULL, 
	valid_until INTEGER, 
	withdrawn INTEGER NOT NULL, 
	batch_id TEXT NOT NULL, 
	created_at INTEGER NOT NULL, 
	CONSTRAINT pk_price_change PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_price_change_batch FOREIGN KEY(tenant_id, batch_id) REFERENCES batch (tenant_id, id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT ck_price_change_name CHECK (length(name) <= 200), 
	CONSTRAINT ck_price_change_period CHECK (valid_until IS NULL OR valid_until > valid_from), 
	CONSTRAINT ck_price_change_withdrawn CHECK (withdrawn IN (0, 1))
)
 STRICT
--;
CREATE INDEX ix_price_change_batch ON price_change (tenant_id, batch_id)
--;
CREATE INDEX ix_price_change_created ON price_change (tenant_id, created_at, id)
--;
CREATE TABLE variant_gtin (
	tenant_id INTEGER NOT NULL, 
	variant_id TEXT NOT NULL, 
	gtin TEXT NOT NULL, 
	product_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_variant_gtin PRIMARY KEY (tenant_id, variant_id, gtin), 
	CONSTRAINT fk_variant_gtin_item FOREIGN KEY(tenant_id, gtin, product_id) REFERENCES trade_item (tenant_id, gtin, product_id), 
	CONSTRAINT fk_variant_gtin_variant FOREIGN KEY(tenant_id, variant_id, product_id) REFERENCES variant (tenant_id, id, product_id)
)
 STRICT
--;
CREATE INDEX ix_variant_gtin ON variant_gtin (tenant_id, gtin, variant_id)
--;
CREATE TABLE price_change_line (
	tenant_id INTEGER NOT NULL, 
	change_id TEXT NOT NULL, 
	variant_id TEXT NOT NULL, 
	contract_length INTEGER NOT NULL, 
	old_price INTEGER NOT NULL, 
	new_price INTEGER NOT NULL, 
	ended_at INTEGER, 
	CONSTRAINT pk_price_change_line PRIMARY KEY (tenant_id, change_id, variant_id, contract_length), 
	CONSTRAINT fk_price_change_line_change FOREIGN KEY(tenant_id, change_id) REFERENCES price_change (tenant_id, id), 
	CONSTRAINT fk_price_change_line_variant FOREIGN KEY(tenant_id, variant_id) REFERENCES variant (tenant_id, id), 
	CONSTRAINT ck_price_change_line_length CHECK (contract_length >= 1), 
	CONSTRAINT ck_price_change_line_old CHECK (old_price BETWEEN 0 AND 10000000000000), 
	CONSTRAINT ck_price_change_line_new CHECK (new_price BETWEEN 0 AND 10000000000000)
)
 STRICT
--;
CREATE INDEX ix_price_change_line_variant ON price_change_line (tenant_id, variant_id, contract_length)
