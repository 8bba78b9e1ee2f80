DROP FUNCTION movement_numbered CASCADE
--;
DROP FUNCTION movement_applied CASCADE
--;
DROP FUNCTION movement_no_update CASCADE
--;
DROP FUNCTION movement_no_delete CASCADE
--;
DROP FUNCTION event_numbered CASCADE
--;
DROP FUNCTION event_applied CASCADE
--;
DROP FUNCTION event_no_update CASCADE
--;
DROP FUNCTION event_no_delete CASCADE
--;
DROP FUNCTION pool_guard CASCADE
--;
DROP FUNCTION record_guard CASCADE
--;
DROP FUNCTION lot_guard CASCADE
--;
DROP FUNCTION reservation_guard CASCADE
--;
DROP FUNCTION transit_guard CASCADE
--;
DROP FUNCTION unit_guard CASCADE
--;
DROP FUNCTION record_identity CASCADE
--;
DROP FUNCTION pool_identity CASCADE
--;
DROP FUNCTION lot_identity CASCADE
--;
DROP FUNCTION lot_not_empty CASCADE
--;
DROP FUNCTION reservation_identity CASCADE
--;
DROP FUNCTION reservation_open CASCADE
--;
DROP FUNCTION transit_identity CASCADE
--;
DROP FUNCTION unit_identity CASCADE
--;
DROP FUNCTION record_born CASCADE
--;
DROP FUNCTION pool_born CASCADE
--;
DROP FUNCTION lot_born CASCADE
--;
DROP FUNCTION reservation_born CASCADE
--;
DROP FUNCTION transit_born CASCADE
--;
DROP FUNCTION unit_born CASCADE
--;
DROP FUNCTION record_no_delete CASCADE
--;
DROP FUNCTION pool_no_delete CASCADE
--;
DROP FUNCTION lot_no_delete CASCADE
--;
DROP FUNCTION reservation_no_delete CASCADE
--;
DROP FUNCTION transit_no_delete CASCADE
--;
DROP FUNCTION unit_no_delete CASCADE
--;
DROP FUNCTION edge_no_insert CASCADE
--;
DROP FUNCTION edge_no_update CASCADE
--;
DROP FUNCTION edge_no_delete CASCADE
--;
DROP FUNCTION unit_step_no_insert CASCADE
--;
DROP FUNCTION unit_step_no_update CASCADE
--;
DROP FUNCTION unit_step_no_delete CASCADE
--;
DROP FUNCTION unit_still_no_insert CASCADE
--;
DROP FUNCTION unit_still_no_update CASCADE
--;
DROP FUNCTION unit_still_no_delete CASCADE
--;
DROP FUNCTION record_no_truncate CASCADE
--;
DROP FUNCTION pool_no_truncate CASCADE
--;
DROP FUNCTION lot_no_truncate CASCADE
--;
DROP FUNCTION reservation_no_truncate CASCADE
--;
DROP FUNCTION transit_no_truncate CASCADE
--;
DROP FUNCTION unit_no_truncate CASCADE
--;
DROP FUNCTION movement_no_truncate CASCADE
--;
DROP FUNCTION event_no_truncate CASCADE
--;
DROP FUNCTION edge_no_truncate CASCADE
--;
DROP FUNCTION unit_step_no_truncate CASCADE
--;
DROP FUNCTION unit_still_no_truncate CASCADE
--;
DROP TABLE movement
--;
DROP TABLE reservation
--;
DROP TABLE pool
--;
DROP TABLE event
--;
DROP TABLE unit
--;
DROP TABLE lot
--;
DROP TABLE record
--;
DROP TABLE transit
--;
DROP TABLE unit_still
--;
DROP TABLE unit_step
--;
DROP TABLE edge
