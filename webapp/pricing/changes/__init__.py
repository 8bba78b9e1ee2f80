"""Price changes: one rule over many prices, from a moment until another, seen beforehand and undone whole."""
