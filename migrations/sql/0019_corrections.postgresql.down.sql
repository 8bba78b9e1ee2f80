DROP FUNCTION corrected_step_refuse CASCADE
--;
DROP TABLE corrected_step
