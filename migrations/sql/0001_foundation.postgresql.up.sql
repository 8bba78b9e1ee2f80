DO $$ BEGIN
  CREATE ROLE stockdesk_web NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
--;
GRANT stockdesk_web TO CURRENT_USER
--;
GRANT USAGE ON SCHEMA public TO stockdesk_web
--;
CREATE TABLE app_user (
	id TEXT NOT NULL, 
	email TEXT NOT NULL, 
	email_key TEXT NOT NULL, 
	name TEXT NOT NULL, 
	password_hash TEXT, 
	created_at BIGINT NOT NULL, 
	updated_at BIGINT NOT NULL, 
	CONSTRAINT pk_app_user PRIMARY KEY (id)
)
--;
CREATE UNIQUE INDEX uq_app_user_email ON app_user (email_key)
--;
CREATE TABLE tenant (
	id BIGINT GENERATED ALWAYS AS IDENTITY, 
	slug TEXT NOT NULL, 
	name TEXT NOT NULL, 
	currency TEXT NOT NULL, 
	time_zone TEXT NOT NULL, 
	vat_basis_points BIGINT NOT NULL, 
	prices_include_vat BIGINT NOT NULL, 
	contract_lengths TEXT NOT NULL, 
	default_contract_length BIGINT NOT NULL, 
	default_tracking TEXT NOT NULL, 
	records_for_new_variants BIGINT NOT NULL, 
	version BIGINT NOT NULL, 
	created_at BIGINT NOT NULL, 
	updated_at BIGINT NOT NULL, 
	CONSTRAINT pk_tenant PRIMARY KEY (id), 
	CONSTRAINT ck_tenant_currency CHECK (length(currency) = 3), 
	CONSTRAINT ck_tenant_vat CHECK (vat_basis_points BETWEEN 0 AND 10000), 
	CONSTRAINT ck_tenant_contract_length CHECK (default_contract_length BETWEEN 1 AND 120), 
	CONSTRAINT ck_tenant_tracking CHECK (default_tracking IN ('serial', 'lot', 'count'))
)
--;
CREATE UNIQUE INDEX uq_tenant_slug ON tenant (slug)
--;
CREATE TABLE throttle (
	bucket TEXT NOT NULL, 
	"window" BIGINT NOT NULL, 
	count BIGINT NOT NULL, 
	CONSTRAINT pk_throttle PRIMARY KEY (bucket, "window")
)
--;
CREATE INDEX ix_throttle_window ON throttle ("window")
--;
CREATE TABLE api_key (
	tenant_id BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	secret_hash TEXT NOT NULL, 
	hint TEXT NOT NULL, 
	scopes TEXT NOT NULL, 
	requests_per_minute BIGINT, 
	expires_at BIGINT, 
	last_used_at BIGINT, 
	revoked_at BIGINT, 
	created_at BIGINT NOT NULL, 
	CONSTRAINT pk_api_key PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_api_key_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id)
)
--;
CREATE UNIQUE INDEX uq_api_key_secret ON api_key (secret_hash)
--;
CREATE TABLE desk (
	tenant_id BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	active BIGINT NOT NULL, 
	created_at BIGINT NOT NULL, 
	CONSTRAINT pk_desk PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_desk_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id)
)
--;
CREATE UNIQUE INDEX uq_desk_name ON desk (tenant_id, name_key)
--;
CREATE TABLE kept_answer (
	tenant_id BIGINT NOT NULL, 
	principal TEXT NOT NULL, 
	key TEXT NOT NULL, 
	operation TEXT NOT NULL, 
	fingerprint TEXT NOT NULL, 
	seen BIGINT NOT NULL, 
	status BIGINT, 
	body TEXT, 
	at BIGINT NOT NULL, 
	CONSTRAINT pk_kept_answer PRIMARY KEY (tenant_id, principal, key), 
	CONSTRAINT fk_kept_answer_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT ck_kept_answer_key CHECK (length(key) BETWEEN 1 AND 300)
)
--;
CREATE INDEX ix_kept_answer_at ON kept_answer (tenant_id, at)
--;
CREATE TABLE membership (
	tenant_id BIGINT NOT NULL, 
	user_id TEXT NOT NULL, 
	role TEXT NOT NULL, 
	active BIGINT NOT NULL, 
	version BIGINT NOT NULL, 
	created_at BIGINT NOT NULL, 
	joined_at BIGINT, 
	seen_at BIGINT, 
	CONSTRAINT pk_membership PRIMARY KEY (tenant_id, user_id), 
	CONSTRAINT fk_membership_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT fk_membership_user FOREIGN KEY(user_id) REFERENCES app_user (id), 
	CONSTRAINT ck_membership_role CHECK (role IN ('viewer', 'operator', 'manager', 'admin'))
)
--;
CREATE INDEX ix_membership_user ON membership (user_id)
--;
CREATE TABLE one_time_link (
	tenant_id BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	user_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	secret_hash TEXT NOT NULL, 
	expires_at BIGINT NOT NULL, 
	used_at BIGINT, 
	created_at BIGINT NOT NULL, 
	CONSTRAINT pk_one_time_link PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_one_time_link_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT fk_one_time_link_user FOREIGN KEY(user_id) REFERENCES app_user (id), 
	CONSTRAINT ck_one_time_link_kind CHECK (kind IN ('invitation', 'reset'))
)
--;
CREATE INDEX ix_one_time_link_user ON one_time_link (user_id)
--;
CREATE UNIQUE INDEX uq_one_time_link_secret ON one_time_link (secret_hash)
--;
CREATE TABLE user_session (
	token_hash TEXT NOT NULL, 
	user_id TEXT NOT NULL, 
	agent TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	seen_at BIGINT NOT NULL, 
	CONSTRAINT pk_user_session PRIMARY KEY (token_hash), 
	CONSTRAINT fk_user_session_user FOREIGN KEY(user_id) REFERENCES app_user (id)
)
--;
CREATE INDEX ix_user_session_user ON user_session (user_id)
--;
CREATE TABLE warehouse (
	tenant_id BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	code TEXT NOT NULL, 
	code_key TEXT NOT NULL, 
	address TEXT, 
	type TEXT NOT NULL, 
	is_default BIGINT NOT NULL, 
	active BIGINT NOT NULL, 
	version BIGINT NOT NULL, 
	created_at BIGINT NOT NULL, 
	updated_at BIGINT NOT NULL, 
	CONSTRAINT pk_warehouse PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_warehouse_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT ck_warehouse_type CHECK (type IN ('OWNED', 'SUPPLIER', 'CONSIGNMENT', 'THIRD_PARTY_LOGISTICS')), 
	CONSTRAINT ck_warehouse_name CHECK (length(name) <= 200), 
	CONSTRAINT ck_warehouse_code CHECK (length(code) <= 50)
)
--;
CREATE INDEX ix_warehouse_name ON warehouse (tenant_id, name_key)
--;
CREATE UNIQUE INDEX uq_warehouse_code ON warehouse (tenant_id, code_key)
--;
CREATE UNIQUE INDEX uq_warehouse_default ON warehouse (tenant_id) WHERE is_default = 1
--;
CREATE TABLE batch (
	tenant_id BIGINT NOT NULL, 
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
	at BIGINT NOT NULL, 
	CONSTRAINT pk_batch PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_batch_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT fk_batch_desk FOREIGN KEY(tenant_id, desk_id) REFERENCES desk (tenant_id, id), 
	CONSTRAINT fk_batch_undoes FOREIGN KEY(tenant_id, undoes_id) REFERENCES batch (tenant_id, id), 
	CONSTRAINT ck_batch_source CHECK (source IN ('html', 'api', 'import', 'offline', 'system'))
)
--;
CREATE INDEX ix_batch_at ON batch (tenant_id, at, id)
--;
CREATE INDEX ix_batch_subject ON batch (tenant_id, subject_id, at)
--;
CREATE INDEX ix_batch_undoes ON batch (tenant_id, undoes_id)
--;
CREATE TABLE bin (
	tenant_id BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	warehouse_id TEXT NOT NULL, 
	parent_id TEXT, 
	code TEXT NOT NULL, 
	code_key TEXT NOT NULL, 
	name TEXT NOT NULL, 
	details TEXT, 
	active BIGINT NOT NULL, 
	version BIGINT NOT NULL, 
	created_at BIGINT NOT NULL, 
	updated_at BIGINT NOT NULL, 
	CONSTRAINT pk_bin PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_bin_warehouse FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id), 
	CONSTRAINT fk_bin_parent FOREIGN KEY(tenant_id, parent_id) REFERENCES bin (tenant_id, id), 
	CONSTRAINT ck_bin_code CHECK (length(code) <= 50), 
	CONSTRAINT ck_bin_name CHECK (length(name) <= 127)
)
--;
CREATE UNIQUE INDEX uq_bin_code ON bin (tenant_id, warehouse_id, code_key)
--;
CREATE UNIQUE INDEX uq_bin_place ON bin (tenant_id, id, warehouse_id)
--;
CREATE TABLE audit_entry (
	tenant_id BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	batch_id TEXT NOT NULL, 
	subject_id TEXT NOT NULL, 
	before TEXT, 
	after TEXT, 
	at BIGINT NOT NULL, 
	CONSTRAINT pk_audit_entry PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_audit_entry_batch FOREIGN KEY(tenant_id, batch_id) REFERENCES batch (tenant_id, id) DEFERRABLE INITIALLY DEFERRED
)
--;
CREATE INDEX ix_audit_entry_batch ON audit_entry (tenant_id, batch_id)
--;
CREATE INDEX ix_audit_entry_subject ON audit_entry (tenant_id, subject_id, at)
--;
CREATE FUNCTION batch_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'batch is append-only' USING ERRCODE='23514', CONSTRAINT='batch_append_only'; END $$
--;
CREATE TRIGGER batch_no_change BEFORE UPDATE OR DELETE ON batch FOR EACH ROW EXECUTE FUNCTION batch_refuse()
--;
CREATE TRIGGER batch_no_truncate BEFORE TRUNCATE ON batch EXECUTE FUNCTION batch_refuse()
--;
CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'audit_entry is append-only' USING ERRCODE='23514', CONSTRAINT='audit_entry_append_only'; END $$
--;
CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()
--;
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry EXECUTE FUNCTION audit_entry_refuse()
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON app_user TO stockdesk_web
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON tenant TO stockdesk_web
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON throttle TO stockdesk_web
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON api_key TO stockdesk_web
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON desk TO stockdesk_web
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON kept_answer TO stockdesk_web
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON membership TO stockdesk_web
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON one_time_link TO stockdesk_web
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON user_session TO stockdesk_web
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON warehouse TO stockdesk_web
--;
GRANT SELECT, INSERT ON batch TO stockdesk_web
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON bin TO stockdesk_web
--;
GRANT SELECT, INSERT ON audit_entry TO stockdesk_web
