"""Setting prices: margin presets, and the advisor that says what a price brings back."""
