"""The prices of a variant over time: from what people wrote, and from price changes as they begin and end."""
