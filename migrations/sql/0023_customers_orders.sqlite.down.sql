DROP TABLE order_line
--;
DROP TABLE sales_order
--;
DROP TABLE customer
