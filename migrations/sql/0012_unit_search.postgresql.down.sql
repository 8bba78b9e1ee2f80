DROP STATISTICS unit_search_frequency
--;
DROP INDEX ix_unit_search
--;
DROP FUNCTION unit_search_grams(text)
