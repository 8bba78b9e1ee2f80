DO $$ BEGIN
  CREATE ROLE stockdesk_web NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
--;
GRANT stockdesk_web TO CURRENT_USER
--;
GRANT USAGE ON SCHEMA public TO stockdesk_web
--;
CREATE TABLE printer (
	tenant_id BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	host TEXT NOT NULL, 
	port BIGINT NOT NULL, 
	dpi BIGINT NOT NULL, 
	width BIGINT NOT NULL, 
	height BIGINT NOT NULL, 
	active BIGINT NOT NULL, 
	version BIGINT NOT NULL, 
	created_at BIGINT NOT NULL, 
	updated_at BIGINT NOT NULL, 
	CONSTRAINT pk_printer PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_printer_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT ck_printer_port CHECK (port BETWEEN 1 AND 65535), 
	CONSTRAINT ck_printer_dpi CHECK (dpi IN (203, 300, 600)), 
	CONSTRAINT ck_printer_name CHECK (length(name) <= 60), 
	CONSTRAINT ck_printer_host CHECK (length(host) <= 255)
)
--;
CREATE UNIQUE INDEX uq_printer_name ON printer (tenant_id, name_key) WHERE active = 1
--;
CREATE TABLE label_setting (
	tenant_id BIGINT NOT NULL, 
	place TEXT NOT NULL, 
	desk_id TEXT, 
	on_receipt BIGINT NOT NULL, 
	printer_id TEXT, 
	size TEXT NOT NULL, 
	symbol TEXT NOT NULL, 
	updated_at BIGINT NOT NULL, 
	CONSTRAINT pk_label_setting PRIMARY KEY (tenant_id, place), 
	CONSTRAINT fk_label_setting_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT fk_label_setting_desk FOREIGN KEY(tenant_id, desk_id) REFERENCES desk (tenant_id, id), 
	CONSTRAINT fk_label_setting_printer FOREIGN KEY(tenant_id, printer_id) REFERENCES printer (tenant_id, id), 
	CONSTRAINT ck_label_setting_place CHECK ((place = 'house') = (desk_id IS NULL))
)
--;
CREATE TABLE print_job (
	tenant_id BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	what TEXT NOT NULL, 
	things TEXT NOT NULL, 
	size TEXT NOT NULL, 
	symbol TEXT NOT NULL, 
	copies BIGINT NOT NULL, 
	start BIGINT NOT NULL, 
	printer_id TEXT, 
	state TEXT NOT NULL, 
	said TEXT, 
	batch_id TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	settled_at BIGINT, 
	CONSTRAINT pk_print_job PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_print_job_batch FOREIGN KEY(tenant_id, batch_id) REFERENCES batch (tenant_id, id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_print_job_printer FOREIGN KEY(tenant_id, printer_id) REFERENCES printer (tenant_id, id), 
	CONSTRAINT ck_print_job_what CHECK (what IN ('units', 'bins', 'variants')), 
	CONSTRAINT ck_print_job_state CHECK (state IN ('made', 'waiting', 'sent', 'failed')), 
	CONSTRAINT ck_print_job_said CHECK (length(said) <= 500)
)
--;
CREATE INDEX ix_print_job_at ON print_job (tenant_id, created_at, id)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON printer TO stockdesk_web
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON label_setting TO stockdesk_web
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON print_job TO stockdesk_web
