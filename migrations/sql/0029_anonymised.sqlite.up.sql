ALTER TABLE customer RENAME TO customer_before
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
	anonymised_at INTEGER, 
	CONSTRAINT pk_customer PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_customer_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT fk_customer_merged FOREIGN KEY(tenant_id, merged_into) REFERENCES customer (tenant_id, id), 
	CONSTRAINT ck_customer_type CHECK (customer_type IN ('individual', 'business')), 
	CONSTRAINT ck_customer_status CHECK (status IN ('active', 'inactive')), 
	CONSTRAINT ck_customer_merged CHECK (merged_into IS NULL OR status = 'inactive'), 
	CONSTRAINT ck_customer_anonymised CHECK (anonymised_at IS NULL OR status = 'inactive'), 
	CONSTRAINT ck_customer_email CHECK (length(email) <= 254), 
	CONSTRAINT ck_customer_first_name CHECK (length(first_name) <= 100), 
	CONSTRAINT ck_customer_last_name CHECK (length(last_name) <= 100), 
	CONSTRAINT ck_customer_company CHECK (length(company) <= 200), 
	CONSTRAINT ck_customer_phone CHECK (length(phone) <= 50)
)
 STRICT
--;
INSERT INTO customer (tenant_id, id, email, email_key, first_name, last_name, name_key, company, phone, customer_type, status, billing_address, shipping_address, custom_fields, merged_into, created_by, version, created_at, updated_at, anonymised_at) SELECT tenant_id, id, email, email_key, first_name, last_name, name_key, company, phone, customer_type, status, billing_address, shipping_address, custom_fields, merged_into, created_by, version, created_at, updated_at, NULL FROM customer_before AS customer
--;
DROP TABLE customer_before
--;
CREATE INDEX ix_customer_created ON customer (tenant_id, created_at, id)
--;
CREATE INDEX ix_customer_name ON customer (tenant_id, name_key, id)
--;
CREATE UNIQUE INDEX uq_customer_email ON customer (tenant_id, email_key)
--;
DROP TRIGGER batch_no_update
--;
CREATE TRIGGER batch_no_update BEFORE UPDATE ON batch WHEN NOT (NEW.tenant_id IS NOT DISTINCT FROM OLD.tenant_id AND NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.operation IS NOT DISTINCT FROM OLD.operation AND NEW.actor_id IS NOT DISTINCT FROM OLD.actor_id AND NEW.actor_name IS NOT DISTINCT FROM OLD.actor_name AND NEW.desk_id IS NOT DISTINCT FROM OLD.desk_id AND NEW.source IS NOT DISTINCT FROM OLD.source AND NEW.request_id IS NOT DISTINCT FROM OLD.request_id AND NEW.subject_id IS NOT DISTINCT FROM OLD.subject_id AND NEW.undoes_id IS NOT DISTINCT FROM OLD.undoes_id AND NEW.at IS NOT DISTINCT FROM OLD.at AND NEW.summary IS NOT DISTINCT FROM 'did what is not told any more: personal data was removed') BEGIN SELECT RAISE(ABORT, 'batch_append_only'); END
--;
DROP TRIGGER audit_entry_no_update
--;
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry WHEN NOT (NEW.tenant_id IS NOT DISTINCT FROM OLD.tenant_id AND NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.batch_id IS NOT DISTINCT FROM OLD.batch_id AND NEW.subject_id IS NOT DISTINCT FROM OLD.subject_id AND NEW.at IS NOT DISTINCT FROM OLD.at AND NEW.before IS NOT DISTINCT FROM NULL AND NEW.after IS NOT DISTINCT FROM NULL) BEGIN SELECT RAISE(ABORT, 'audit_entry_append_only'); END
--;
DROP TRIGGER event_no_update
--;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN
SELECT RAISE(ABORT, 'event_append_only') WHERE (NEW.unit_id IS NULL AND NEW.tenant_id IS NOT DISTINCT FROM OLD.tenant_id AND NEW.n IS NOT DISTINCT FROM OLD.n AND NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.batch_id IS NOT DISTINCT FROM OLD.batch_id AND NEW.subject IS NOT DISTINCT FROM OLD.subject AND NEW.subject_id IS NOT DISTINCT FROM OLD.subject_id AND NEW.unit_id IS NOT DISTINCT FROM OLD.unit_id AND NEW.status_from IS NOT DISTINCT FROM OLD.status_from AND NEW.status_to IS NOT DISTINCT FROM OLD.status_to AND NEW.bin_from IS NOT DISTINCT FROM OLD.bin_from AND NEW.bin_to IS NOT DISTINCT FROM OLD.bin_to AND NEW.action IS NOT DISTINCT FROM OLD.action AND NEW.actor IS NOT DISTINCT FROM OLD.actor AND NEW.desk_id IS NOT DISTINCT FROM OLD.desk_id AND NEW.source IS NOT DISTINCT FROM OLD.source AND NEW.reverses_n IS NOT DISTINCT FROM OLD.reverses_n AND NEW.at IS NOT DISTINCT FROM OLD.at AND NEW.reference IS NULL AND NEW.note IS NULL AND NEW.before IS NULL AND NEW.after IS NULL) IS NOT TRUE;
END
