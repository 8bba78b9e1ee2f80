DO $$ BEGIN
  CREATE ROLE stockdesk_web NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
--;
GRANT stockdesk_web TO CURRENT_USER
--;
GRANT USAGE ON SCHEMA public TO stockdesk_web
--;
CREATE TABLE custom_field (
	tenant_id BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	section TEXT NOT NULL, 
	key TEXT NOT NULL, 
	label TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	options TEXT NOT NULL, 
	required BIGINT NOT NULL, 
	position BIGINT NOT NULL, 
	version BIGINT NOT NULL, 
	created_at BIGINT NOT NULL, 
	updated_at BIGINT NOT NULL, 
	CONSTRAINT pk_custom_field PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_custom_field_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT ck_custom_field_section CHECK (section IN ('customer', 'order', 'subscription')), 
	CONSTRAINT ck_custom_field_kind CHECK (kind IN ('text', 'email', 'phone', 'number', 'text_area', 'select')), 
	CONSTRAINT ck_custom_field_position CHECK (position BETWEEN 0 AND 1000), 
	CONSTRAINT ck_custom_field_options CHECK ((kind = 'select') = (options <> '[]')), 
	CONSTRAINT ck_custom_field_key CHECK (length(key) <= 60), 
	CONSTRAINT ck_custom_field_label CHECK (length(label) <= 100)
)
--;
CREATE UNIQUE INDEX uq_custom_field_key ON custom_field (tenant_id, section, key)
--;
CREATE TABLE custom_value (
	tenant_id BIGINT NOT NULL, 
	section TEXT NOT NULL, 
	owner_id TEXT NOT NULL, 
	key TEXT NOT NULL, 
	value_key TEXT NOT NULL, 
	CONSTRAINT pk_custom_value PRIMARY KEY (tenant_id, section, owner_id, key), 
	CONSTRAINT fk_custom_value_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT ck_custom_value_section CHECK (section IN ('customer', 'order', 'subscription'))
)
--;
CREATE INDEX ix_custom_value_found ON custom_value (tenant_id, section, key, value_key, owner_id)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON custom_field TO stockdesk_web
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON custom_value TO stockdesk_web
--;
INSERT INTO custom_value (tenant_id, section, owner_id, key, value_key)
SELECT thing.tenant_id, 'order', thing.id, told.key, left(lower(btrim(told.value #>> '{}')), 200)
FROM sales_order AS thing CROSS JOIN LATERAL json_each(thing.custom_fields::json) AS told
WHERE json_typeof(told.value) IN ('string', 'number', 'boolean') AND length(told.key) BETWEEN 1 AND 100
  AND btrim(told.value #>> '{}') <> ''
ON CONFLICT DO NOTHING
--;
INSERT INTO custom_value (tenant_id, section, owner_id, key, value_key)
SELECT thing.tenant_id, 'customer', thing.id, told.key, left(lower(btrim(told.value #>> '{}')), 200)
FROM customer AS thing CROSS JOIN LATERAL json_each(thing.custom_fields::json) AS told
WHERE json_typeof(told.value) IN ('string', 'number', 'boolean') AND length(told.key) BETWEEN 1 AND 100
  AND btrim(told.value #>> '{}') <> ''
ON CONFLICT DO NOTHING
