DROP TABLE expected_step
--;
DROP TABLE expected_line
