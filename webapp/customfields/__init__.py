"""Fields that a tenant adds to its customers, orders and subscriptions."""
