"""Goods that were announced: lines that fill the expected bucket, and what arrives of them."""
