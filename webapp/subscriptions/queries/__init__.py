"""Reading subscriptions, their payments, and what orders still wait for."""
