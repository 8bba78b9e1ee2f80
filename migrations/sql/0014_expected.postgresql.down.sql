DROP FUNCTION expected_line_refuse CASCADE
--;
DROP FUNCTION expected_step_refuse CASCADE
--;
DROP TABLE expected_step
--;
DROP TABLE expected_line
