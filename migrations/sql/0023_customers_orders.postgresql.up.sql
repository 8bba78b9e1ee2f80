DO $$ BEGIN
  CREATE ROLE stockdesk_web NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
--;
GRANT stockdesk_web TO CURRENT_USER
--;
GRANT USAGE ON SCHEMA public TO stockdesk_web
--;
CREATE TABLE customer (
	tenant_id BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	email TEXT NOT NULL, 
	email_key TEXT NOT NULL, 
	first_name TEXT NOT NULL, 
	last_name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	company TEXT, 
	phone TEXT, 
	customer_type TEXT NOT NULL, 
	status TEXT NOT NULL, 
	billing_address TEXT, 
	shipping_address TEXT, 
	custom_fields TEXT NOT NULL, 
	merged_into TEXT, 
	created_by TEXT NOT NULL, 
	version BIGINT NOT NULL, 
	created_at BIGINT NOT NULL, 
	updated_at BIGINT NOT NULL, 
	CONSTRAINT pk_customer PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_customer_tenant FOREIGN KEY(tenant_id) REFERENCES tenant (id), 
	CONSTRAINT fk_customer_merged FOREIGN KEY(tenant_id, merged_into) REFERENCES customer (tenant_id, id), 
	CONSTRAINT ck_customer_type CHECK (customer_type IN ('individual', 'business')), 
	CONSTRAINT ck_customer_status CHECK (status IN ('active', 'inactive')), 
	CONSTRAINT ck_customer_merged CHECK (merged_into IS NULL OR status = 'inactive'), 
	CONSTRAINT ck_customer_email CHECK (length(email) <= 254), 
	CONSTRAINT ck_customer_first_name CHECK (length(first_name) <= 100), 
	CONSTRAINT ck_customer_last_name CHECK (length(last_name) <= 100), 
	CONSTRAINT ck_customer_company CHECK (length(company) <= 200), 
	CONSTRAINT ck_customer_phone CHECK (length(phone) <= 50)
)
--;
CREATE INDEX ix_customer_created ON customer (tenant_id, created_at, id)
--;
CREATE INDEX ix_customer_name ON customer (tenant_id, name_key, id)
--;
CREATE UNIQUE INDEX uq_customer_email ON customer (tenant_id, email_key)
--;
CREATE TABLE sales_order (
	tenant_id BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	status TEXT NOT NULL, 
	order_type TEXT NOT NULL, 
	customer_id TEXT NOT NULL, 
	customer TEXT NOT NULL, 
	customer_key TEXT NOT NULL, 
	billing_address TEXT NOT NULL, 
	shipping_address TEXT NOT NULL, 
	custom_fields TEXT, 
	notes TEXT, 
	extension_details TEXT, 
	upgrade_details TEXT, 
	currency TEXT NOT NULL, 
	vat_basis_points BIGINT NOT NULL, 
	prices_include_vat BIGINT NOT NULL, 
	subtotal BIGINT NOT NULL, 
	tax_amount BIGINT NOT NULL, 
	total BIGINT NOT NULL, 
	total_devices BIGINT NOT NULL, 
	cancel_reason TEXT, 
	confirmed_at BIGINT, 
	cancelled_at BIGINT, 
	created_by TEXT NOT NULL, 
	version BIGINT NOT NULL, 
	created_at BIGINT NOT NULL, 
	updated_at BIGINT NOT NULL, 
	CONSTRAINT pk_sales_order PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_sales_order_customer FOREIGN KEY(tenant_id, customer_id) REFERENCES customer (tenant_id, id), 
	CONSTRAINT ck_sales_order_status CHECK (status IN ('pending', 'confirmed', 'partial', 'fulfilled', 'cancelled')), 
	CONSTRAINT ck_sales_order_type CHECK (order_type IN ('standard', 'extension', 'upgrade')), 
	CONSTRAINT ck_sales_order_cancelled CHECK ((status = 'cancelled') = (cancelled_at IS NOT NULL)), 
	CONSTRAINT ck_sales_order_subtotal CHECK (subtotal BETWEEN 0 AND 10000000000000000), 
	CONSTRAINT ck_sales_order_total CHECK (total BETWEEN 0 AND 20000000000000000), 
	CONSTRAINT ck_sales_order_tax CHECK (tax_amount BETWEEN 0 AND total), 
	CONSTRAINT ck_sales_order_sum CHECK (total = CASE prices_include_vat WHEN 1 THEN subtotal ELSE subtotal + tax_amount END), 
	CONSTRAINT ck_sales_order_devices CHECK (total_devices >= 1), 
	CONSTRAINT ck_sales_order_notes CHECK (length(notes) <= 5000), 
	CONSTRAINT ck_sales_order_reason CHECK (length(cancel_reason) <= 1000)
)
--;
CREATE INDEX ix_sales_order_created ON sales_order (tenant_id, created_at, id)
--;
CREATE INDEX ix_sales_order_customer ON sales_order (tenant_id, customer_id, created_at, id)
--;
CREATE INDEX ix_sales_order_status ON sales_order (tenant_id, status, created_at, id)
--;
CREATE INDEX ix_sales_order_total ON sales_order (tenant_id, total, id)
--;
CREATE INDEX ix_sales_order_updated ON sales_order (tenant_id, updated_at, id)
--;
CREATE TABLE order_line (
	tenant_id BIGINT NOT NULL, 
	order_id TEXT NOT NULL, 
	position BIGINT NOT NULL, 
	variant_id TEXT NOT NULL, 
	product_id TEXT NOT NULL, 
	sku TEXT NOT NULL, 
	product_name TEXT NOT NULL, 
	image_url TEXT, 
	quantity BIGINT NOT NULL, 
	contract_length BIGINT NOT NULL, 
	unit_price BIGINT NOT NULL, 
	setup_fee BIGINT NOT NULL, 
	tax_amount BIGINT NOT NULL, 
	list_price BIGINT, 
	list_price_source TEXT NOT NULL, 
	list_price_override BIGINT, 
	acquisition_cost BIGINT, 
	acquisition_cost_source TEXT NOT NULL, 
	acquisition_cost_override BIGINT, 
	used_list_price BIGINT NOT NULL, 
	CONSTRAINT pk_order_line PRIMARY KEY (tenant_id, order_id, position), 
	CONSTRAINT fk_order_line_order FOREIGN KEY(tenant_id, order_id) REFERENCES sales_order (tenant_id, id), 
	CONSTRAINT fk_order_line_variant FOREIGN KEY(tenant_id, variant_id, product_id) REFERENCES variant (tenant_id, id, product_id), 
	CONSTRAINT ck_order_line_list_source CHECK (list_price_source IN ('variant', 'manual', 'unknown')), 
	CONSTRAINT ck_order_line_cost_source CHECK (acquisition_cost_source IN ('variant', 'manual', 'list_price', 'unknown')), 
	CONSTRAINT ck_order_line_quantity CHECK (quantity BETWEEN 1 AND 1000000000), 
	CONSTRAINT ck_order_line_length CHECK (contract_length BETWEEN 1 AND 1200), 
	CONSTRAINT ck_order_line_price CHECK (unit_price BETWEEN 0 AND 10000000000000), 
	CONSTRAINT ck_order_line_list CHECK ((list_price IS NULL) = (list_price_source = 'unknown')), 
	CONSTRAINT ck_order_line_cost CHECK ((acquisition_cost IS NULL) = (acquisition_cost_source = 'unknown')), 
	CONSTRAINT ck_order_line_used_list CHECK ((used_list_price = 1) = (acquisition_cost_source = 'list_price')), 
	CONSTRAINT ck_order_line_sku CHECK (length(sku) <= 200)
)
--;
CREATE INDEX ix_order_line_variant ON order_line (tenant_id, variant_id, order_id)
--;
CREATE OR REPLACE FUNCTION sales_order_born() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.status = 'pending') IS NOT TRUE THEN RAISE EXCEPTION 'refused by order_born_pending' USING ERRCODE = '23514', CONSTRAINT = 'order_born_pending'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER sales_order_born BEFORE INSERT ON sales_order FOR EACH ROW EXECUTE FUNCTION sales_order_born()
--;
CREATE OR REPLACE FUNCTION sales_order_step() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (NEW.status = OLD.status OR (OLD.status, NEW.status) IN (VALUES ('pending', 'confirmed'), ('pending', 'cancelled'), ('confirmed', 'partial'), ('confirmed', 'fulfilled'), ('confirmed', 'cancelled'), ('partial', 'fulfilled'), ('partial', 'confirmed'), ('fulfilled', 'partial'), ('fulfilled', 'confirmed'))) IS NOT TRUE THEN RAISE EXCEPTION 'refused by order_step_not_allowed' USING ERRCODE = '23514', CONSTRAINT = 'order_step_not_allowed'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER sales_order_step BEFORE UPDATE OF status ON sales_order FOR EACH ROW EXECUTE FUNCTION sales_order_step()
--;
CREATE OR REPLACE FUNCTION order_line_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (EXISTS (SELECT 1 FROM sales_order WHERE tenant_id = NEW.tenant_id AND id = NEW.order_id AND status IN ('pending', 'confirmed', 'partial'))) IS NOT TRUE THEN RAISE EXCEPTION 'refused by order_not_editable' USING ERRCODE = '23514', CONSTRAINT = 'order_not_editable'; END IF;
RETURN NEW;
END $$
--;
CREATE TRIGGER order_line_changed BEFORE UPDATE ON order_line FOR EACH ROW EXECUTE FUNCTION order_line_changed()
--;
CREATE OR REPLACE FUNCTION sales_order_no_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
IF (1 = 0) IS NOT TRUE THEN RAISE EXCEPTION 'refused by order_kept' USING ERRCODE = '23514', CONSTRAINT = 'order_kept'; END IF;
RETURN OLD;
END $$
--;
CREATE TRIGGER sales_order_no_delete BEFORE DELETE ON sales_order FOR EACH ROW EXECUTE FUNCTION sales_order_no_delete()
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON customer TO stockdesk_web
--;
GRANT SELECT, INSERT, UPDATE ON sales_order TO stockdesk_web
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON order_line TO stockdesk_web
