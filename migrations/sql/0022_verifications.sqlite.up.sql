CREATE TABLE verification (
	tenant_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	actor_id TEXT NOT NULL, 
	actor_name TEXT NOT NULL, 
	source TEXT NOT NULL, 
	movements INTEGER NOT NULL, 
	took_ms INTEGER NOT NULL, 
	drifts INTEGER NOT NULL, 
	drift TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_verification PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_verification_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT verification_source_word CHECK (source IN ('html', 'api', 'import', 'offline', 'system')), 
	CONSTRAINT ck_verification_counts CHECK (movements >= 0 AND took_ms >= 0 AND drifts >= 0)
)
 STRICT
--;
CREATE INDEX ix_verification_at ON verification (tenant_id, at, id)
