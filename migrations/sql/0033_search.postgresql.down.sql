DROP STATISTICS customer_search_frequency
--;
DROP INDEX ix_customer_search
--;
DROP FUNCTION customer_search_grams(text)
--;
DROP STATISTICS sales_order_search_frequency
--;
DROP INDEX ix_sales_order_search
--;
DROP FUNCTION sales_order_search_grams(text)
--;
ALTER TABLE sales_order RENAME COLUMN search_key TO customer_key
--;
ALTER TABLE customer DROP COLUMN search_key
--;
DO $$ BEGIN -- PostgreSQL 18 names what must not be null
  ALTER TABLE sales_order RENAME CONSTRAINT sales_order_search_key_not_null TO sales_order_customer_key_not_null;
EXCEPTION WHEN undefined_object THEN NULL;
END $$
