"""Stock records: what of each SKU lies in each warehouse."""
