CREATE TABLE margin_preset (
	tenant_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	margin INTEGER NOT NULL, 
	target_months INTEGER, 
	rounding TEXT NOT NULL, 
	is_default INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	CONSTRAINT pk_margin_preset PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_margin_preset_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT ck_margin_preset_margin CHECK (margin BETWEEN 0 AND 100000), 
	CONSTRAINT ck_margin_preset_months CHECK (target_months BETWEEN 1 AND 1200), 
	CONSTRAINT ck_margin_preset_rounding CHECK (rounding IN ('none', 'whole', 'ninety')), 
	CONSTRAINT ck_margin_preset_name CHECK (length(name) <= 100)
)
 STRICT
--;
CREATE UNIQUE INDEX uq_margin_preset_default ON margin_preset (tenant_id) WHERE is_default = 1
--;
CREATE UNIQUE INDEX uq_margin_preset_name ON margin_preset (tenant_id, name_key)
--;
INSERT INTO margin_preset (tenant_id, id, name, name_key, margin, target_months, rounding, is_default, version, created_at, updated_at)
SELECT id, 'mpr_' || substr(lower(hex(randomblob(13))), 1, 25), 'Standard', 'standard', 1000, NULL, 'none', 1, 1, CAST(strftime('%s', 'now') AS INTEGER) * 1000000, CAST(strftime('%s', 'now') AS INTEGER) * 1000000 FROM tenant
