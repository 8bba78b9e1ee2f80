DROP TRIGGER unit_code_search_born
--;
DROP TRIGGER unit_code_search_changed
--;
DROP TRIGGER unit_code_search_gone
--;
DROP TABLE unit_code_search
