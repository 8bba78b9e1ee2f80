"""Labels for units, bins and variants: drawn, printed, and proven to be on the right thing."""
