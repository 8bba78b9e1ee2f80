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
	search_key TEXT NOT NULL, 
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
INSERT INTO customer (tenant_id, id, email, email_key, first_name, last_name, name_key, company, phone, customer_type, status, billing_address, shipping_address, custom_fields, merged_into, created_by, version, created_at, updated_at, anonymised_at, search_key) SELECT tenant_id, id, email, email_key, first_name, last_name, name_key, company, phone, customer_type, status, billing_address, shipping_address, custom_fields, merged_into, created_by, version, created_at, updated_at, anonymised_at, '' FROM customer_before AS customer
--;
DROP TABLE customer_before
--;
CREATE INDEX ix_customer_created ON customer (tenant_id, created_at, id)
--;
CREATE INDEX ix_customer_name ON customer (tenant_id, name_key, id)
--;
CREATE UNIQUE INDEX uq_customer_email ON customer (tenant_id, email_key)
--;
ALTER TABLE sales_order RENAME COLUMN customer_key TO search_key
--;
-- fill
--;
CREATE VIRTUAL TABLE customer_search USING fts5(text, own, tenant_id UNINDEXED, id UNINDEXED, tokenize='trigram', detail=none, columnsize=0)
--;
INSERT INTO customer_search (text, own, tenant_id, id) SELECT search_key, substr(id, -12), tenant_id, id FROM customer WHERE search_key <> '' ORDER BY tenant_id, created_at, id
--;
CREATE TRIGGER customer_search_born AFTER INSERT ON customer BEGIN INSERT INTO customer_search (text, own, tenant_id, id) SELECT NEW.search_key, substr(NEW.id, -12), NEW.tenant_id, NEW.id WHERE NEW.search_key <> ''; END
--;
CREATE TRIGGER customer_search_changed AFTER UPDATE OF search_key ON customer WHEN NEW.search_key <> OLD.search_key BEGIN DELETE FROM customer_search WHERE rowid IN (SELECT rowid FROM customer_search WHERE own LIKE substr(OLD.id, -12) AND tenant_id = OLD.tenant_id AND id = OLD.id); INSERT INTO customer_search (text, own, tenant_id, id) SELECT NEW.search_key, substr(NEW.id, -12), NEW.tenant_id, NEW.id WHERE NEW.search_key <> ''; END
--;
CREATE TRIGGER customer_search_gone AFTER DELETE ON customer BEGIN DELETE FROM customer_search WHERE rowid IN (SELECT rowid FROM customer_search WHERE own LIKE substr(OLD.id, -12) AND tenant_id = OLD.tenant_id AND id = OLD.id); END
--;
CREATE VIRTUAL TABLE sales_order_search USING fts5(text, own, tenant_id UNINDEXED, id UNINDEXED, tokenize='trigram', detail=none, columnsize=0)
--;
INSERT INTO sales_order_search (text, own, tenant_id, id) SELECT search_key, substr(id, -12), tenant_id, id FROM sales_order WHERE search_key <> '' ORDER BY tenant_id, created_at, id
--;
CREATE TRIGGER sales_order_search_born AFTER INSERT ON sales_order BEGIN INSERT INTO sales_order_search (text, own, tenant_id, id) SELECT NEW.search_key, substr(NEW.id, -12), NEW.tenant_id, NEW.id WHERE NEW.search_key <> ''; END
--;
CREATE TRIGGER sales_order_search_changed AFTER UPDATE OF search_key ON sales_order WHEN NEW.search_key <> OLD.search_key BEGIN DELETE FROM sales_order_search WHERE rowid IN (SELECT rowid FROM sales_order_search WHERE own LIKE substr(OLD.id, -12) AND tenant_id = OLD.tenant_id AND id = OLD.id); INSERT INTO sales_order_search (text, own, tenant_id, id) SELECT NEW.search_key, substr(NEW.id, -12), NEW.tenant_id, NEW.id WHERE NEW.search_key <> ''; END
--;
CREATE TRIGGER sales_order_search_gone AFTER DELETE ON sales_order BEGIN DELETE FROM sales_order_search WHERE rowid IN (SELECT rowid FROM sales_order_search WHERE own LIKE substr(OLD.id, -12) AND tenant_id = OLD.tenant_id AND id = OLD.id); END
