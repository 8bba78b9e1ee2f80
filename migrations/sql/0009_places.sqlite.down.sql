DROP TRIGGER record_into_warehouse
--;
DROP TRIGGER warehouse_closing
--;
DROP TRIGGER bin_closing
--;
DROP TRIGGER bin_put_inside
--;
DROP TRIGGER bin_born_inside
--;
DROP TRIGGER record_to_bin
--;
DROP TRIGGER lot_to_bin
--;
DROP TRIGGER record_born_in_bin
--;
DROP TRIGGER lot_born_in_bin
--;
DROP TRIGGER pool_born_in_bin
--;
DROP TRIGGER pool_into_bin
--;
DROP TRIGGER unit_into_bin
--;
DROP INDEX ix_unit_bin
--;
DROP INDEX ix_bin_parent
