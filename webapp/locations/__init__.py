"""Places: warehouses and the bins inside them."""
