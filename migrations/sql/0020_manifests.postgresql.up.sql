DO $$ BEGIN
  CREATE ROLE stockdesk_web NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
--;
GRANT stockdesk_web TO CURRENT_USER
--;
GRANT USAGE ON SCHEMA public TO stockdesk_web
--;
CREATE TABLE manifest (
	tenant_id BIGINT NOT NULL, 
	intake_id TEXT NOT NULL, 
	warehouse_id TEXT NOT NULL, 
	stage TEXT NOT NULL, 
	told TEXT NOT NULL, 
	articles TEXT NOT NULL, 
	containers TEXT NOT NULL, 
	arrived_at BIGINT, 
	processed_at BIGINT, 
	created_at BIGINT NOT NULL, 
	CONSTRAINT pk_manifest PRIMARY KEY (tenant_id, intake_id), 
	CONSTRAINT fk_manifest_intake FOREIGN KEY(tenant_id, intake_id) REFERENCES intake (tenant_id, id), 
	CONSTRAINT fk_manifest_warehouse FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id), 
	CONSTRAINT ck_manifest_stage CHECK (stage IN ('requested', 'accepted', 'processing', 'void'))
)
--;
CREATE INDEX ix_manifest_created ON manifest (tenant_id, created_at, intake_id)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON manifest TO stockdesk_web
