DO $$ BEGIN
  CREATE ROLE stockdesk_web NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
--;
GRANT stockdesk_web TO CURRENT_USER
--;
GRANT USAGE ON SCHEMA public TO stockdesk_web
--;
CREATE TABLE saved_view (
	tenant_id BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	owner_id TEXT, 
	list_name TEXT NOT NULL, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	query TEXT NOT NULL, 
	version BIGINT NOT NULL, 
	created_at BIGINT NOT NULL, 
	updated_at BIGINT NOT NULL, 
	CONSTRAINT pk_saved_view PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_saved_view_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT ck_saved_view_query CHECK (query <> ''), 
	CONSTRAINT ck_saved_view_query_size CHECK (length(query) <= 2000), 
	CONSTRAINT ck_saved_view_name CHECK (length(name) <= 100)
)
--;
CREATE UNIQUE INDEX uq_saved_view_own ON saved_view (tenant_id, owner_id, list_name, name_key)
--;
CREATE UNIQUE INDEX uq_saved_view_shared ON saved_view (tenant_id, list_name, name_key) WHERE owner_id IS NULL
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON saved_view TO stockdesk_web
