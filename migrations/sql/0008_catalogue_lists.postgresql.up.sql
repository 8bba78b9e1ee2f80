CREATE INDEX ix_product_category ON product (tenant_id, category)
--;
CREATE INDEX ix_product_brand ON product (tenant_id, brand)
--;
CREATE INDEX ix_variant_created ON variant (tenant_id, created_at, id)
--;
CREATE INDEX ix_variant_updated ON variant (tenant_id, updated_at, id)
