CREATE TABLE app_user (
	id TEXT NOT NULL, 
	email TEXT NOT NULL, 
	email_key TEXT NOT NULL, 
	name TEXT NOT NULL, 
	password_hash TEXT, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	CONSTRAINT pk_app_user PRIMARY KEY (id)
)
 STRICT
--;
CREATE UNIQUE INDEX uq_app_user_email ON app_user (email_key)
--;
CREATE TABLE tenant (
	id INTEGER NOT NULL, 
	slug TEXT NOT NULL, 
	name TEXT NOT NULL, 
	currency TEXT NOT NULL, 
	time_zone TEXT NOT NULL, 
	vat_basis_points INTEGER NOT NULL, 
	prices_include_vat INTEGER NOT NULL, 
	contract_lengths TEXT NOT NULL, 
	default_contract_length INTEGER NOT NULL, 
	default_tracking TEXT NOT NULL, 
	records_for_new_variants INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	CONSTRAINT pk_tenant PRIMARY KEY (id), 
	CONSTRAINT ck_tenant_currency CHECK (length(currency) = 3), 
	CONSTRAINT ck_tenant_vat CHECK (vat_basis_points BETWEEN 0 AND 10000), 
	CONSTRAINT ck_tenant_contract_length CHECK (default_contract_length BETWEEN 1 AND 120), 
	CONSTRAINT ck_tenant_tracking CHECK (default_tracking IN ('serial', 'lot', 'count'))
)
 STRICT
--;
CREATE UNIQUE INDEX uq_tenant_slug ON tenant (slug)
--;
CREATE TABLE throttle (
	bucket TEXT NOT NULL, 
	window INTEGER NOT NULL, 
	count INTEGER NOT NULL, 
	CONSTRAINT pk_throttle PRIMARY KEY (bucket, window)
)
 STRICT
--;
CREATE INDEX ix_throttle_window ON throttle (window)
--;
CREATE TABLE api_key (
	tenant_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	secret_hash TEXT NOT NULL, 
	hint TEXT NOT NULL, 
	scopes TEXT NOT NULL, 
	requests_per_minute INTEGER, 
	expires_at INTEGER, 
	last_used_at INTEGER, 
	revoked_at INTEGER, 
	created_at INTEGER NOT NULL, 
	CONSTRAINT pk_api_key PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_api_key_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id)
)
 STRICT
--;
CREATE UNIQUE INDEX uq_api_key_secret ON api_key (secret_hash)
--;
CREATE TABLE desk (
	tenant_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	active INTEGER NOT NULL, 
	created_at INTEGER NOT NULL, 
	CONSTRAINT pk_desk PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_desk_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id)
)
 STRICT
--;
CREATE UNIQUE INDEX uq_desk_name ON desk (tenant_id, name_key)
--;
CREATE TABLE kept_answer (
	tenant_id INTEGER NOT NULL, 
	principal TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	operation TEXT NOT NULL, 
	fingerprint TEXT NOT NULL, 
	seen INTEGER NOT NULL, 
	status INTEGER, 
	body TEXT, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_kept_answer PRIMARY KEY (tenant_id, principal, "key"), 
	CONSTRAINT fk_kept_answer_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT ck_kept_answer_key CHECK (length(key) BETWEEN 1 AND 300)
)
 STRICT
--;
CREATE INDEX ix_kept_answer_at ON kept_answer (tenant_id, at)
--;
CREATE TABLE membership (
	tenant_id INTEGER NOT NULL, 
	user_id TEXT NOT NULL, 
	role TEXT NOT NULL, 
	active INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	created_at INTEGER NOT NULL, 
	joined_at INTEGER, 
	seen_at INTEGER, 
	CONSTRAINT pk_membership PRIMARY KEY (tenant_id, user_id), 
	CONSTRAINT fk_membership_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT fk_membership_user FOREIGN KEY(user_id) REFERENCES app_user (id), 
	CONSTRAINT ck_membership_role CHECK (role IN ('viewer', 'operator', 'manager', 'admin'))
)
 STRICT
--;
CREATE INDEX ix_membership_user ON membership (user_id)
--;
CREATE TABLE one_time_link (
	tenant_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	user_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	secret_hash TEXT NOT NULL, 
	expires_at INTEGER NOT NULL, 
	used_at INTEGER, 
	created_at INTEGER NOT NULL, 
	CONSTRAINT pk_one_time_link PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_one_time_link_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT fk_one_time_link_user FOREIGN KEY(user_id) REFERENCES app_user (id), 
	CONSTRAINT ck_one_time_link_kind CHECK (kind IN ('invitation', 'reset'))
)
 STRICT
--;
CREATE INDEX ix_one_time_link_user ON one_time_link (user_id)
--;
CREATE UNIQUE INDEX uq_one_time_link_secret ON one_time_link (secret_hash)
--;
CREATE TABLE user_session (
	token_hash TEXT NOT NULL, 
	user_id TEXT NOT NULL, 
	agent TEXT NOT NULL, 
	created_at INTEGER NOT NULL, 
	seen_at INTEGER NOT NULL, 
	CONSTRAINT pk_user_session PRIMARY KEY (token_hash), 
	CONSTRAINT fk_user_session_user FOREIGN KEY(user_id) REFERENCES app_user (id)
)
 STRICT
--;
CREATE INDEX ix_user_session_user ON user_session (user_id)
--;
CREATE TABLE warehouse (
	tenant_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	code TEXT NOT NULL, 
	code_key TEXT NOT NULL, 
	address TEXT, 
	type TEXT NOT NULL, 
	is_default INTEGER NOT NULL, 
	active INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	CONSTRAINT pk_warehouse PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_warehouse_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT ck_warehouse_type CHECK (type IN ('OWNED', 'SUPPLIER', 'CONSIGNMENT', 'THIRD_PARTY_LOGISTICS')), 
	CONSTRAINT ck_warehouse_name CHECK (length(name) <= 200), 
	CONSTRAINT ck_warehouse_code CHECK (length(code) <= 50)
)
 STRICT
--;
CREATE INDEX ix_warehouse_name ON warehouse (tenant_id, name_key)
--;
CREATE UNIQUE INDEX uq_warehouse_code ON warehouse (tenant_id, code_key)
--;
CREATE UNIQUE INDEX uq_warehouse_default ON warehouse (tenant_id) WHERE is_default = 1
--;
CREATE TABLE batch (
	tenant_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	operation TEXT NOT NULL, 
	actor_id TEXT NOT NULL, 
	actor_name TEXT NOT NULL, 
	desk_id TEXT, 
	source TEXT NOT NULL, 
	request_id TEXT NOT NULL, 
	summary TEXT NOT NULL, 
	subject_id TEXT, 
	undoes_id TEXT, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_batch PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_batch_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT fk_batch_desk FOREIGN KEY(tenant_id, desk_id) REFERENCES desk (tenant_id, id), 
	CONSTRAINT fk_batch_undoes FOREIGN KEY(tenant_id, undoes_id) REFERENCES batch (tenant_id, id), 
	CONSTRAINT ck_batch_source CHECK (source IN ('html', 'api', 'import', 'offline', 'system'))
)
 STRICT
--;
CREATE INDEX ix_batch_at ON batch (tenant_id, at, id)
--;
CREATE INDEX ix_batch_subject ON batch (tenant_id, subject_id, at)
--;
CREATE INDEX ix_batch_undoes ON batch (tenant_id, undoes_id)
--;
CREATE TABLE bin (
	tenant_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	warehouse_id TEXT NOT NULL, 
	parent_id TEXT, 
	code TEXT NOT NULL, 
	code_key TEXT NOT NULL, 
	name TEXT NOT NULL, 
	details TEXT, 
	active INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	CONSTRAINT pk_bin PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_bin_warehouse FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id), 
	CONSTRAINT fk_bin_parent FOREIGN KEY(tenant_id, parent_id) REFERENCES bin (tenant_id, id), 
	CONSTRAINT ck_bin_code CHECK (length(code) <= 50), 
	CONSTRAINT ck_bin_name CHECK (length(name) <= 127)
)
 STRICT
--;
CREATE UNIQUE INDEX uq_bin_code ON bin (tenant_id, warehouse_id, code_key)
--;
CREATE UNIQUE INDEX uq_bin_place ON bin (tenant_id, id, warehouse_id)
--;
CREATE TABLE audit_entry (
	tenant_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	batch_id TEXT NOT NULL, 
	subject_id TEXT NOT NULL, 
	"before" TEXT, 
	"after" TEXT, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_audit_entry PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_audit_entry_batch FOREIGN KEY(tenant_id, batch_id) REFERENCES batch (tenant_id, id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
--;
CREATE INDEX ix_audit_entry_batch ON audit_entry (tenant_id, batch_id)
--;
CREATE INDEX ix_audit_entry_subject ON audit_entry (tenant_id, subject_id, at)
--;
CREATE TRIGGER batch_no_update BEFORE UPDATE ON batch BEGIN SELECT RAISE(ABORT, 'batch_append_only'); END
--;
CREATE TRIGGER batch_no_delete BEFORE DELETE ON batch BEGIN SELECT RAISE(ABORT, 'batch_append_only'); END
--;
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry BEGIN SELECT RAISE(ABORT, 'audit_entry_append_only'); END
--;
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, 'audit_entry_append_only'); END
