CREATE TABLE corrected_step (
	tenant_id INTEGER NOT NULL, 
	movement_id TEXT NOT NULL, 
	batch_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_corrected_step PRIMARY KEY (tenant_id, movement_id), 
	CONSTRAINT fk_corrected_step_movement FOREIGN KEY(tenant_id, movement_id) REFERENCES movement (tenant_id, id), 
	CONSTRAINT fk_corrected_step_batch FOREIGN KEY(tenant_id, batch_id) REFERENCES batch (tenant_id, id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
--;
CREATE INDEX ix_corrected_step_row ON corrected_step (tenant_id, batch_id, position)
--;
CREATE TRIGGER corrected_step_no_update BEFORE UPDATE ON corrected_step BEGIN SELECT RAISE(ABORT, 'corrected_step_append_only'); END
--;
CREATE TRIGGER corrected_step_no_delete BEFORE DELETE ON corrected_step BEGIN SELECT RAISE(ABORT, 'corrected_step_append_only'); END
