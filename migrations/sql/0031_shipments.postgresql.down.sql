DROP FUNCTION shipment_unit_born CASCADE
--;
DROP FUNCTION shipment_unit_again CASCADE
--;
DROP FUNCTION subscription_in_shipment CASCADE
--;
DROP FUNCTION shipment_no_delete CASCADE
--;
DROP FUNCTION shipment_unit_no_delete CASCADE
--;
DROP TABLE shipment_unit
--;
DROP TABLE shipment
