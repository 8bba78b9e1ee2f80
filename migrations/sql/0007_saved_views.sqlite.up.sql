CREATE TABLE saved_view (
	tenant_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	owner_id TEXT, 
	list_name TEXT NOT NULL, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	"query" TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	CONSTRAINT pk_saved_view PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_saved_view_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT ck_saved_view_query CHECK (query <> ''), 
	CONSTRAINT ck_saved_view_query_size CHECK (length(query) <= 2000), 
	CONSTRAINT ck_saved_view_name CHECK (length(name) <= 100)
)
 STRICT
--;
CREATE UNIQUE INDEX uq_saved_view_own ON saved_view (tenant_id, owner_id, list_name, name_key)
--;
CREATE UNIQUE INDEX uq_saved_view_shared ON saved_view (tenant_id, list_name, name_key) WHERE owner_id IS NULL
