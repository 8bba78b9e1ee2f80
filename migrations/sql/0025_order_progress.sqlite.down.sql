ALTER TABLE order_line RENAME TO order_line_after
--;
CREATE TABLE order_line (
	tenant_id INTEGER NOT NULL, 
	order_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	variant_id TEXT NOT NULL, 
	product_id TEXT NOT NULL, 
	sku TEXT NOT NULL, 
	product_name TEXT NOT NULL, 
	image_url TEXT, 
	quantity INTEGER NOT NULL, 
	contract_length INTEGER NOT NULL, 
	unit_price INTEGER NOT NULL, 
	setup_fee INTEGER NOT NULL, 
	tax_amount INTEGER NOT NULL, 
	list_price INTEGER, 
	list_price_source TEXT NOT NULL, 
	list_price_override INTEGER, 
	acquisition_cost INTEGER, 
	acquisition_cost_source TEXT NOT NULL, 
	acquisition_cost_override INTEGER, 
	used_list_price INTEGER NOT NULL, 
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
 STRICT
--;
INSERT INTO order_line (tenant_id, order_id, position, variant_id, product_id, sku, product_name, image_url, quantity, contract_length, unit_price, setup_fee, tax_amount, list_price, list_price_source, list_price_override, acquisition_cost, acquisition_cost_source, acquisition_cost_override, used_list_price) SELECT tenant_id, order_id, position, variant_id, product_id, sku, product_name, image_url, quantity, contract_length, unit_price, setup_fee, tax_amount, list_price, list_price_source, list_price_override, acquisition_cost, acquisition_cost_source, acquisition_cost_override, used_list_price FROM order_line_after
--;
DROP TABLE order_line_after
--;
CREATE INDEX ix_order_line_variant ON order_line (tenant_id, variant_id, order_id)
--;
CREATE TRIGGER order_line_changed BEFORE UPDATE ON order_line
BEGIN
SELECT RAISE(ABORT, 'order_not_editable') WHERE (EXISTS (SELECT 1 FROM sales_order WHERE tenant_id = NEW.tenant_id AND id = NEW.order_id AND status IN ('pending', 'confirmed', 'partial'))) IS NOT TRUE;
END
