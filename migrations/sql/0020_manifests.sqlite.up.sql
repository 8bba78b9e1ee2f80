CREATE TABLE manifest (
	tenant_id INTEGER NOT NULL, 
	intake_id TEXT NOT NULL, 
	warehouse_id TEXT NOT NULL, 
	stage TEXT NOT NULL, 
	told TEXT NOT NULL, 
	articles TEXT NOT NULL, 
	containers TEXT NOT NULL, 
	arrived_at INTEGER, 
	processed_at INTEGER, 
	created_at INTEGER NOT NULL, 
	CONSTRAINT pk_manifest PRIMARY KEY (tenant_id, intake_id), 
	CONSTRAINT fk_manifest_intake FOREIGN KEY(tenant_id, intake_id) REFERENCES intake (tenant_id, id), 
	CONSTRAINT fk_manifest_warehouse FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id), 
	CONSTRAINT ck_manifest_stage CHECK (stage IN ('requested', 'accepted', 'processing', 'void'))
)
 STRICT
--;
CREATE INDEX ix_manifest_created ON manifest (tenant_id, created_at, intake_id)
