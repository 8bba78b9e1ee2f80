CREATE TABLE custom_field (
	tenant_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	section TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	label TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	options TEXT NOT NULL, 
	required INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	CONSTRAINT pk_custom_field PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_custom_field_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT ck_custom_field_section CHECK (section IN ('customer', 'order', 'subscription')), 
	CONSTRAINT ck_custom_field_kind CHECK (kind IN ('text', 'email', 'phone', 'number', 'text_area', 'select')), 
	CONSTRAINT ck_custom_field_position CHECK (position BETWEEN 0 AND 1000), 
	CONSTRAINT ck_custom_field_options CHECK ((kind = 'select') = (options <> '[]')), 
	CONSTRAINT ck_custom_field_key CHECK (length(key) <= 60), 
	CONSTRAINT ck_custom_field_label CHECK (length(label) <= 100)
)
 STRICT
--;
CREATE UNIQUE INDEX uq_custom_field_key ON custom_field (tenant_id, section, "key")
--;
CREATE TABLE custom_value (
	tenant_id INTEGER NOT NULL, 
	section TEXT NOT NULL, 
	owner_id TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	value_key TEXT NOT NULL, 
	CONSTRAINT pk_custom_value PRIMARY KEY (tenant_id, section, owner_id, "key"), 
	CONSTRAINT fk_custom_value_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT ck_custom_value_section CHECK (section IN ('customer', 'order', 'subscription'))
)
 STRICT
--;
CREATE INDEX ix_custom_value_found ON custom_value (tenant_id, section, "key", value_key, owner_id)
--;
INSERT OR IGNORE INTO custom_value (tenant_id, section, owner_id, key, value_key)
SELECT thing.tenant_id, 'order', thing.id, told.key, substr(CASE told.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false'
  ELSE lower(trim(CAST(told.value AS TEXT))) END, 1, 200)
FROM sales_order AS thing, json_each(thing.custom_fields) AS told
WHERE told.type IN ('text', 'integer', 'real', 'true', 'false') AND length(told.key) BETWEEN 1 AND 100
  AND trim(CAST(told.value AS TEXT)) <> ''
--;
INSERT OR IGNORE INTO custom_value (tenant_id, section, owner_id, key, value_key)
SELECT thing.tenant_id, 'customer', thing.id, told.key, substr(CASE told.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false'
  ELSE lower(trim(CAST(told.value AS TEXT))) END, 1, 200)
FROM customer AS thing, json_each(thing.custom_fields) AS told
WHERE told.type IN ('text', 'integer', 'real', 'true', 'false') AND length(told.key) BETWEEN 1 AND 100
  AND trim(CAST(told.value AS TEXT)) <> ''
