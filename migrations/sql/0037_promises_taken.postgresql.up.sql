CREATE INDEX ix_movement_taken ON movement (tenant_id, reservation_id) WHERE from_node = 'reserved' AND to_node IN ('available', 'held') AND action NOT IN ('RELEASED', 'UNDONE')
