ALTER TABLE desk RENAME TO desk_before
--;
CREATE TABLE desk (
	tenant_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	active INTEGER NOT NULL, 
	created_at INTEGER NOT NULL, 
	setup TEXT NOT NULL, 
	CONSTRAINT pk_desk PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_desk_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id)
)
 STRICT
--;
INSERT INTO desk (tenant_id, id, name, name_key, active, created_at, setup) SELECT tenant_id, id, name, name_key, active, created_at, '{}' FROM desk_before AS desk
--;
DROP TABLE desk_before
--;
CREATE UNIQUE INDEX uq_desk_name ON desk (tenant_id, name_key)
