"""What a scanned code means, in the order in which it is asked: card, unit, place, SKU, GTIN, then a new serial."""
