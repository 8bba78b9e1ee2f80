DROP TRIGGER customer_search_born
--;
DROP TRIGGER customer_search_changed
--;
DROP TRIGGER customer_search_gone
--;
DROP TABLE customer_search
--;
DROP TRIGGER sales_order_search_born
--;
DROP TRIGGER sales_order_search_changed
--;
DROP TRIGGER sales_order_search_gone
--;
DROP TABLE sales_order_search
--;
ALTER TABLE sales_order RENAME COLUMN search_key TO customer_key
--;
ALTER TABLE customer DROP COLUMN search_key
