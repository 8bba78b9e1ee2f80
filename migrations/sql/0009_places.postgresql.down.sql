DROP FUNCTION record_into_warehouse CASCADE
--;
DROP FUNCTION warehouse_closing CASCADE
--;
DROP FUNCTION bin_closing CASCADE
--;
DROP FUNCTION bin_put_inside CASCADE
--;
DROP FUNCTION bin_born_inside CASCADE
--;
DROP FUNCTION record_to_bin CASCADE
--;
DROP FUNCTION lot_to_bin CASCADE
--;
DROP FUNCTION record_born_in_bin CASCADE
--;
DROP FUNCTION lot_born_in_bin CASCADE
--;
DROP FUNCTION pool_born_in_bin CASCADE
--;
DROP FUNCTION pool_into_bin CASCADE
--;
DROP FUNCTION unit_into_bin CASCADE
--;
DROP INDEX ix_unit_bin
--;
DROP INDEX ix_bin_parent
