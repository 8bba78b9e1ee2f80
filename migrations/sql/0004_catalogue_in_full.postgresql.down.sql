DROP TABLE price_change_line
--;
DROP TABLE variant_gtin
--;
DROP TABLE price_change
--;
DROP TABLE trade_item
--;
ALTER TABLE variant DROP COLUMN position
