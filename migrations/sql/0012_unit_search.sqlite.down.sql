DROP TRIGGER unit_search_born
--;
DROP TRIGGER unit_search_changed
--;
DROP TRIGGER unit_search_gone
--;
DROP TABLE unit_search
