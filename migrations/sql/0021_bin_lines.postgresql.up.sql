CREATE INDEX ix_movement_bin_from ON movement (tenant_id, bin_from, n) WHERE bin_from IS NOT NULL
--;
CREATE INDEX ix_movement_bin_to ON movement (tenant_id, bin_to, n) WHERE bin_to IS NOT NULL
--;
CREATE UNIQUE INDEX uq_movement_action ON movement (tenant_id, action, n)
--;
CREATE INDEX ix_event_bin_from ON event (tenant_id, bin_from, n) WHERE bin_from IS NOT NULL
--;
CREATE INDEX ix_event_bin_to ON event (tenant_id, bin_to, n) WHERE bin_to IS NOT NULL
