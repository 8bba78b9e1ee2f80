DROP FUNCTION sales_order_born CASCADE
--;
DROP FUNCTION sales_order_step CASCADE
--;
DROP FUNCTION order_line_changed CASCADE
--;
DROP FUNCTION sales_order_no_delete CASCADE
--;
DROP TABLE order_line
--;
DROP TABLE sales_order
--;
DROP TABLE customer
