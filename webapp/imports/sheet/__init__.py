"""A sheet of products: its columns, its rows as people write them, and what they come to."""
