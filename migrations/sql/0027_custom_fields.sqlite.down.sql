DROP TABLE custom_value
--;
DROP TABLE custom_field
