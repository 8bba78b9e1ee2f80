CREATE TABLE printer (
	tenant_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	host TEXT NOT NULL, 
	port INTEGER NOT NULL, 
	dpi INTEGER NOT NULL, 
	width INTEGER NOT NULL, 
	height INTEGER NOT NULL, 
	active INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	CONSTRAINT pk_printer PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_printer_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT ck_printer_port CHECK (port BETWEEN 1 AND 65535), 
	CONSTRAINT ck_printer_dpi CHECK (dpi IN (203, 300, 600)), 
	CONSTRAINT ck_printer_name CHECK (length(name) <= 60), 
	CONSTRAINT ck_printer_host CHECK (length(host) <= 255)
)
 STRICT
--;
CREATE UNIQUE INDEX uq_printer_name ON printer (tenant_id, name_key) WHERE active = 1
--;
CREATE TABLE label_setting (
	tenant_id INTEGER NOT NULL, 
	place TEXT NOT NULL, 
	desk_id TEXT, 
	on_receipt INTEGER NOT NULL, 
	printer_id TEXT, 
	size TEXT NOT NULL, 
	symbol TEXT NOT NULL, 
	updated_at INTEGER NOT NULL, 
	CONSTRAINT pk_label_setting PRIMARY KEY (tenant_id, place), 
	CONSTRAINT fk_label_setting_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT fk_label_setting_desk FOREIGN KEY(tenant_id, desk_id) REFERENCES desk (tenant_id, id), 
	CONSTRAINT fk_label_setting_printer FOREIGN KEY(tenant_id, printer_id) REFERENCES printer (tenant_id, id), 
	CONSTRAINT ck_label_setting_place CHECK ((place = 'house') = (desk_id IS NULL))
)
 STRICT
--;
CREATE TABLE print_job (
	tenant_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	what TEXT NOT NULL, 
	things TEXT NOT NULL, 
	size TEXT NOT NULL, 
	symbol TEXT NOT NULL, 
	copies INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	printer_id TEXT, 
	state TEXT NOT NULL, 
	said TEXT, 
	batch_id TEXT NOT NULL, 
	created_at INTEGER NOT NULL, 
	settled_at INTEGER, 
	CONSTRAINT pk_print_job PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_print_job_batch FOREIGN KEY(tenant_id, batch_id) REFERENCES batch (tenant_id, id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_print_job_printer FOREIGN KEY(tenant_id, printer_id) REFERENCES printer (tenant_id, id), 
	CONSTRAINT ck_print_job_what CHECK (what IN ('units', 'bins', 'variants')), 
	CONSTRAINT ck_print_job_state CHECK (state IN ('made', 'waiting', 'sent', 'failed')), 
	CONSTRAINT ck_print_job_said CHECK (length(said) <= 500)
)
 STRICT
--;
CREATE INDEX ix_print_job_at ON print_job (tenant_id, created_at, id)
