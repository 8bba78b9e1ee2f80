ALTER TABLE customer ADD COLUMN search_key TEXT
--;
UPDATE customer SET search_key = ''
--;
ALTER TABLE customer ALTER COLUMN search_key SET NOT NULL
--;
ALTER TABLE sales_order RENAME COLUMN customer_key TO search_key
--;
DO $$ BEGIN -- PostgreSQL 18 names what must not be null
  ALTER TABLE sales_order RENAME CONSTRAINT sales_order_customer_key_not_null TO sales_order_search_key_not_null;
EXCEPTION WHEN undefined_object THEN NULL;
END $$
--;
-- fill
--;
CREATE FUNCTION customer_search_grams(words text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT array_agg(DISTINCT gram) FROM (
    SELECT substr(words, at, 3) AS gram FROM generate_series(1, length(words) - 2) AS at
    UNION ALL SELECT left(words, size) FROM generate_series(1, 2) AS size
  ) AS every
$$
--;
CREATE INDEX ix_customer_search ON customer USING gin (customer_search_grams(search_key))
--;
CREATE STATISTICS customer_search_frequency ON (customer_search_grams(search_key)) FROM customer
--;
CREATE FUNCTION sales_order_search_grams(words text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT array_agg(DISTINCT gram) FROM (
    SELECT substr(words, at, 3) AS gram FROM generate_series(1, length(words) - 2) AS at
    UNION ALL SELECT left(words, size) FROM generate_series(1, 2) AS size
  ) AS every
$$
--;
CREATE INDEX ix_sales_order_search ON sales_order USING gin (sales_order_search_grams(search_key))
--;
CREATE STATISTICS sales_order_search_frequency ON (sales_order_search_grams(search_key)) FROM sales_order
