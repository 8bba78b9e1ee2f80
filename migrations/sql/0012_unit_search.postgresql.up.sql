CREATE FUNCTION unit_search_grams(words text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT array_agg(DISTINCT gram) FROM (
    SELECT substr(words, at, 3) AS gram FROM generate_series(1, length(words) - 2) AS at
    UNION ALL SELECT left(words, size) FROM generate_series(1, 2) AS size
  ) AS every
$$
--;
CREATE INDEX ix_unit_search ON unit USING gin (unit_search_grams(serial_norm)) WHERE unit.voided = 0
--;
CREATE STATISTICS unit_search_frequency ON (unit_search_grams(serial_norm)) FROM unit
