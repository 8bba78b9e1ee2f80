DROP TABLE price_tier
--;
DROP TABLE variant
--;
DROP TABLE product
