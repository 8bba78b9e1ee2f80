DROP TRIGGER batch_no_update
--;
CREATE TRIGGER batch_no_update BEFORE UPDATE ON batch BEGIN SELECT RAISE(ABORT, 'batch_append_only'); END
--;
DROP TRIGGER audit_entry_no_update
--;
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry BEGIN SELECT RAISE(ABORT, 'audit_entry_append_only'); END
--;
DROP TRIGGER event_no_update
--;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN
SELECT RAISE(ABORT, 'event_append_only') WHERE (1 = 0) IS NOT TRUE;
END
--;
ALTER TABLE customer RENAME TO customer_after
--;
CREATE TABLE customer (
	tenant_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	email TEXT NOT NULL, 
	email_key TEXT NOT NULL, 
	first_name TEXT NOT NULL, 
	last_name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	company TEXT, 
	phone TEXT, 
	customer_type TEXT NOT NULL, 
	status TEXT NOT NULL, 
	billing_address TEXT, 
	shipping_address TEXT, 
	custom_fields TEXT NOT NULL, 
	merged_into TEXT, 
	created_by TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	CONSTRAINT pk_customer PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_customer_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT fk_customer_merged FOREIGN KEY(tenant_id, merged_into) REFERENCES customer (tenant_id, id), 
	CONSTRAINT ck_customer_type CHECK (customer_type IN ('individual', 'business')), 
	CONSTRAINT ck_customer_status CHECK (status IN ('active', 'inactive')), 
	CONSTRAINT ck_customer_merged CHECK (merged_into IS NULL OR status = 'inactive'), 
	CONSTRAINT ck_customer_email CHECK (length(email) <= 254), 
	CONSTRAINT ck_customer_first_name CHECK (length(first_name) <= 100), 
	CONSTRAINT ck_customer_last_name CHECK (length(last_name) <= 100), 
	CONSTRAINT ck_customer_company CHECK (length(company) <= 200), 
	CONSTRAINT ck_customer_phone CHECK (length(phone) <= 50)
)
 STRICT
--;
INSERT INTO customer (tenant_id, id, email, email_key, first_name, last_name, name_key, company, phone, customer_type, status, billing_address, shipping_address, custom_fields, merged_into, created_by, version, created_at, updated_at) SELECT tenant_id, id, email, email_key, first_name, last_name, name_key, company, phone, customer_type, status, billing_address, shipping_address, custom_fields, merged_into, created_by, version, created_at, updated_at FROM customer_after
--;
DROP TABLE customer_after
--;
CREATE INDEX ix_customer_created ON customer (tenant_id, created_at, id)
--;
CREATE INDEX ix_customer_name ON customer (tenant_id, name_key, id)
--;
CREATE UNIQUE INDEX uq_customer_email ON customer (tenant_id, email_key)
