DROP INDEX ix_variant_updated
--;
DROP INDEX ix_variant_created
--;
DROP INDEX ix_product_brand
--;
DROP INDEX ix_product_category
