DROP INDEX ix_event_bin_to
--;
DROP INDEX ix_event_bin_from
--;
DROP INDEX uq_movement_action
--;
DROP INDEX ix_movement_bin_to
--;
DROP INDEX ix_movement_bin_from
