CREATE FUNCTION unit_code_search_grams(words text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT array_agg(DISTINCT gram) FROM (
    SELECT substr(words, at, 3) AS gram FROM generate_series(1, length(words) - 2) AS at
    UNION ALL SELECT left(words, size) FROM generate_series(1, 2) AS size
  ) AS every
$$
--;
CREATE INDEX ix_unit_code_search ON unit_code USING gin (unit_code_search_grams(code_norm)) WHERE unit_code.current = 1
--;
CREATE STATISTICS unit_code_search_frequency ON (unit_code_search_grams(code_norm)) FROM unit_code
