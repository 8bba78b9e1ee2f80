DROP TRIGGER subscription_in_shipment
--;
DROP TABLE shipment_unit
--;
DROP TABLE shipment
