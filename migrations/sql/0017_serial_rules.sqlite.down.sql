ALTER TABLE product DROP COLUMN serial_rule
