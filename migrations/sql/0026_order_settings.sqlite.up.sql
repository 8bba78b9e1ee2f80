ALTER TABLE tenant RENAME TO tenant_before
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
	id_prefixes TEXT NOT NULL, 
	min_order_quantity INTEGER NOT NULL, 
	max_order_quantity INTEGER NOT NULL, 
	billing_start TEXT NOT NULL, 
	reserve_on_confirm INTEGER NOT NULL, 
	CONSTRAINT pk_tenant PRIMARY KEY (id), 
	CONSTRAINT ck_tenant_currency CHECK (length(currency) = 3), 
	CONSTRAINT ck_tenant_vat CHECK (vat_basis_points BETWEEN 0 AND 10000), 
	CONSTRAINT ck_tenant_contract_length CHECK (default_contract_length BETWEEN 1 AND 120), 
	CONSTRAINT ck_tenant_tracking CHECK (default_tracking IN ('serial', 'lot', 'count')), 
	CONSTRAINT ck_tenant_order_quantity CHECK (1 <= min_order_quantity AND min_order_quantity <= max_order_quantity AND max_order_quantity <= 1000000), 
	CONSTRAINT ck_tenant_billing_start CHECK (billing_start IN ('immediate', 'first_of_next_month', 'same_day_next_month'))
)
 STRICT
--;
INSERT INTO tenant (id, slug, name, currency, time_zone, vat_basis_points, prices_include_vat, contract_lengths, default_contract_length, default_tracking, records_for_new_variants, version, created_at, updated_at, id_prefixes, min_order_quantity, max_order_quantity, billing_start, reserve_on_confirm) SELECT id, slug, name, currency, time_zone, vat_basis_points, prices_include_vat, contract_lengths, default_contract_length, default_tracking, records_for_new_variants, version, created_at, updated_at, '{}', 1, 1000000, 'immediate', 0 FROM tenant_before AS tenant
--;
DROP TABLE tenant_before
--;
CREATE UNIQUE INDEX uq_tenant_slug ON tenant (slug)
