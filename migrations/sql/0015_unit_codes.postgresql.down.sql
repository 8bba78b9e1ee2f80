DROP FUNCTION unit_code_born CASCADE
--;
DROP FUNCTION unit_code_again CASCADE
--;
DROP FUNCTION unit_called CASCADE
--;
DROP TABLE unit_code
