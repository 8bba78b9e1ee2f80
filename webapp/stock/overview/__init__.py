"""Stock by SKU across warehouses: a list of all, and all that is known of one."""
