DROP TRIGGER unit_called
--;
DROP TABLE unit_code
