"""Machinery without a business word: data, inputs, operations, listings, doors."""
