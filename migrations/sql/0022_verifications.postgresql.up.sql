DO $$ BEGIN
  CREATE ROLE stockdesk_web NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
--;
GRANT stockdesk_web TO CURRENT_USER
--;
GRANT USAGE ON SCHEMA public TO stockdesk_web
--;
CREATE TABLE verification (
	tenant_id BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	actor_id TEXT NOT NULL, 
	actor_name TEXT NOT NULL, 
	source TEXT NOT NULL, 
	movements BIGINT NOT NULL, 
	took_ms BIGINT NOT NULL, 
	drifts BIGINT NOT NULL, 
	drift TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	CONSTRAINT pk_verification PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_verification_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT verification_source_word CHECK (source IN ('html', 'api', 'import', 'offline', 'system')), 
	CONSTRAINT ck_verification_counts CHECK (movements >= 0 AND took_ms >= 0 AND drifts >= 0)
)
--;
CREATE INDEX ix_verification_at ON verification (tenant_id, at, id)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON verification TO stockdesk_web
