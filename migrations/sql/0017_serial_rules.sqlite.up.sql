ALTER TABLE product RENAME TO product_before
--;
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
	serial_rule TEXT, 
	CONSTRAINT pk_product PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_product_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT ck_product_status CHECK (status IN ('active', 'discontinued')), 
	CONSTRAINT ck_product_sku CHECK (length(product_sku) <= 200), 
	CONSTRAINT ck_product_name CHECK (length(name) <= 300)
)
 STRICT
--;
INSERT INTO product (tenant_id, id, product_sku, name, specification, specification_object, category, brand, description, images, status, version, created_at, updated_at, serial_rule) SELECT tenant_id, id, product_sku, name, specification, specification_object, category, brand, description, images, status, version, created_at, updated_at, NULL FROM product_before AS product
--;
DROP TABLE product_before
--;
CREATE INDEX ix_product_brand ON product (tenant_id, brand)
--;
CREATE INDEX ix_product_category ON product (tenant_id, category)
--;
CREATE INDEX ix_product_created ON product (tenant_id, created_at, id)
--;
CREATE UNIQUE INDEX uq_product_sku ON product (tenant_id, product_sku)
