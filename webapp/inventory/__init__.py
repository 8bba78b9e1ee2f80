"""Stock records: what of a SKU (or of a product as a whole) lies in a warehouse, promised, adjusted and reordered."""
