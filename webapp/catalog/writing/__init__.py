"""How products, variants, tiers and GTINs are written: behind every operation that changes them."""
