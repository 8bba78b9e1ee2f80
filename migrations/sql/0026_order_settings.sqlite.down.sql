ALTER TABLE tenant RENAME TO tenant_after
--;
CREATE TABLE tenant (
	id INTEGER NOT NULL, 
	slug TEXT NOT NULL, 
	name TEXT NOT NULL, 
	currency TEXT NOT NULL, 
	time_zone TEXT NOT NULL, 
	vat_basis_points INTEGER NOT NULL, 
	prices_include_vat INTEGER NOT NULL, 
	contract_lengths TEXT NOT NULL, 
	default_contract_length INTEGER NOT NULL, 
	default_tracking TEXT NOT NULL, 
	records_for_new_variants INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	CONSTRAINT pk_tenant PRIMARY KEY (id), 
	CONSTRAINT ck_tenant_currency CHECK (length(currency) = 3), 
	CONSTRAINT ck_tenant_vat CHECK (vat_basis_points BETWEEN 0 AND 10000), 
	CONSTRAINT ck_tenant_contract_length CHECK (default_contract_length BETWEEN 1 AND 120), 
	CONSTRAINT ck_tenant_tracking CHECK (default_tracking IN ('serial', 'lot', 'count'))
)
 STRICT
--;
INSERT INTO tenant (id, slug, name, currency, time_zone, vat_basis_points, prices_include_vat, contract_lengths, default_contract_length, default_tracking, records_for_new_variants, version, created_at, updated_at) SELECT id, slug, name, currency, time_zone, vat_basis_points, prices_include_vat, contract_lengths, default_contract_length, default_tracking, records_for_new_variants, version, created_at, updated_at FROM tenant_after
--;
DROP TABLE tenant_after
--;
CREATE UNIQUE INDEX uq_tenant_slug ON tenant (slug)
