DROP INDEX ix_movement_reference
--;
DROP TABLE scan
--;
DROP TABLE desk_context
--;
DROP TABLE intake
