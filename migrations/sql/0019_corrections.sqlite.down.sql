DROP TABLE corrected_step
