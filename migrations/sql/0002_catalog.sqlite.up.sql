CREATE TABLE product (
	tenant_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	product_sku TEXT NOT NULL, 
	name TEXT NOT NULL, 
	specification TEXT NOT NULL, 
	specification_object TEXT, 
	category TEXT NOT NULL, 
	brand TEXT NOT NULL, 
	description TEXT, 
	images TEXT NOT NULL, 
	status TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	CONSTRAINT pk_product PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_product_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT ck_product_status CHECK (status IN ('active', 'discontinued')), 
	CONSTRAINT ck_product_sku CHECK (length(product_sku) <= 200), 
	CONSTRAINT ck_product_name CHECK (length(name) <= 300)
)
 STRICT
--;
CREATE INDEX ix_product_created ON product (tenant_id, created_at, id)
--;
CREATE UNIQUE INDEX uq_product_sku ON product (tenant_id, product_sku)
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
CREATE INDEX ix_variant_product ON variant (tenant_id, product_id, id)
--;
CREATE UNIQUE INDEX uq_variant_product ON variant (tenant_id, id, product_id)
--;
CREATE UNIQUE INDEX uq_variant_sku ON variant (tenant_id, variant_sku)
--;
CREATE TABLE price_tier (
	tenant_id INTEGER NOT NULL, 
	variant_id TEXT NOT NULL, 
	contract_length INTEGER NOT NULL, 
	monthly_price INTEGER NOT NULL, 
	setup_fee INTEGER, 
	discount_type TEXT, 
	discount_value INTEGER, 
	discount_description TEXT, 
	source TEXT, 
	calculated_at TEXT, 
	preset_used TEXT, 
	CONSTRAINT pk_price_tier PRIMARY KEY (tenant_id, variant_id, contract_length), 
	CONSTRAINT fk_price_tier_variant FOREIGN KEY(tenant_id, variant_id) REFERENCES variant (tenant_id, id), 
	CONSTRAINT ck_price_tier_length CHECK (contract_length >= 1), 
	CONSTRAINT ck_price_tier_monthly CHECK (monthly_price BETWEEN 0 AND 10000000000000), 
	CONSTRAINT ck_price_tier_setup CHECK (setup_fee BETWEEN 0 AND 10000000000000), 
	CONSTRAINT ck_price_tier_discount CHECK ((discount_type IS NULL) = (discount_value IS NULL)), 
	CONSTRAINT ck_price_tier_discount_value CHECK (discount_type IS NULL OR discount_type = 'fixed' AND discount_value BETWEEN 0 AND 10000000000000 OR discount_type = 'percentage' AND discount_value BETWEEN 0 AND 10000), 
	CONSTRAINT ck_price_tier_source CHECK (source IN ('suggested', 'manual'))
)
 STRICT
