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
