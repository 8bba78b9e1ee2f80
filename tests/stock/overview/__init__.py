"""Stock by SKU across warehouses."""
