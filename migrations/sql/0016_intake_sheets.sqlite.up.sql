CREATE TABLE intake_sheet (
	tenant_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	intake_id TEXT NOT NULL, 
	purpose TEXT NOT NULL, 
	name TEXT NOT NULL, 
	state TEXT NOT NULL, 
	text TEXT, 
	columns TEXT, 
	refused TEXT, 
	taken INTEGER NOT NULL, 
	batch_id TEXT, 
	actor_name TEXT NOT NULL, 
	created_at INTEGER NOT NULL, 
	CONSTRAINT pk_intake_sheet PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_intake_sheet_intake FOREIGN KEY(tenant_id, intake_id) REFERENCES intake (tenant_id, id), 
	CONSTRAINT fk_intake_sheet_batch FOREIGN KEY(tenant_id, batch_id) REFERENCES batch (tenant_id, id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT ck_intake_sheet_purpose CHECK (purpose IN ('receive', 'announce')), 
	CONSTRAINT ck_intake_sheet_state CHECK (state IN ('open', 'done')), 
	CONSTRAINT ck_intake_sheet_text CHECK ((state = 'open') = (text IS NOT NULL)), 
	CONSTRAINT ck_intake_sheet_taken CHECK ((state = 'open') = (batch_id IS NULL)), 
	CONSTRAINT ck_intake_sheet_name CHECK (length(name) <= 200)
)
 STRICT
--;
CREATE INDEX ix_intake_sheet_batch ON intake_sheet (tenant_id, batch_id)
--;
CREATE INDEX ix_intake_sheet_intake ON intake_sheet (tenant_id, intake_id, created_at)
