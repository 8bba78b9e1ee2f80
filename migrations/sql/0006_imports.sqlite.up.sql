CREATE TABLE import_run (
	tenant_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	state TEXT NOT NULL, 
	text TEXT, 
	columns TEXT, 
	actor_name TEXT NOT NULL, 
	rows INTEGER NOT NULL, 
	created INTEGER NOT NULL, 
	updated INTEGER NOT NULL, 
	unchanged INTEGER NOT NULL, 
	refused INTEGER NOT NULL, 
	batch_id TEXT, 
	created_at INTEGER NOT NULL, 
	CONSTRAINT pk_import_run PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_import_run_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT fk_import_run_batch FOREIGN KEY(tenant_id, batch_id) REFERENCES batch (tenant_id, id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT ck_import_run_state CHECK (state IN ('open', 'done')), 
	CONSTRAINT ck_import_run_text CHECK ((state = 'open') = (text IS NOT NULL)), 
	CONSTRAINT ck_import_run_imported CHECK ((state = 'open') = (batch_id IS NULL)), 
	CONSTRAINT ck_import_run_name CHECK (length(name) <= 200)
)
 STRICT
--;
CREATE INDEX ix_import_run_batch ON import_run (tenant_id, batch_id)
--;
CREATE INDEX ix_import_run_created ON import_run (tenant_id, created_at, id)
--;
CREATE TABLE parked_row (
	tenant_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	run_id TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	cells TEXT NOT NULL, 
	faults TEXT NOT NULL, 
	CONSTRAINT pk_parked_row PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_parked_row_run FOREIGN KEY(tenant_id, run_id) REFERENCES import_run (tenant_id, id), 
	CONSTRAINT ck_parked_row_state CHECK (state IN ('parked', 'taken', 'dropped'))
)
 STRICT
--;
CREATE INDEX ix_parked_row_run ON parked_row (tenant_id, run_id, number)
