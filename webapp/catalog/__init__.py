"""The catalogue: products, their variants by grade, and price tiers by contract length."""
