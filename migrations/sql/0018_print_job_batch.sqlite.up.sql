CREATE INDEX ix_print_job_batch ON print_job (tenant_id, batch_id)
