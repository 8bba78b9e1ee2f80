DROP TABLE parked_row
--;
DROP TABLE import_run
