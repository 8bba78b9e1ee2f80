DROP STATISTICS unit_code_search_frequency
--;
DROP INDEX ix_unit_code_search
--;
DROP FUNCTION unit_code_search_grams(text)
