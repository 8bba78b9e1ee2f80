ALTER TABLE tenant DROP COLUMN id_prefixes
--;
ALTER TABLE tenant DROP COLUMN min_order_quantity
--;
ALTER TABLE tenant DROP COLUMN max_order_quantity
--;
ALTER TABLE tenant DROP COLUMN billing_start
--;
ALTER TABLE tenant DROP COLUMN reserve_on_confirm
