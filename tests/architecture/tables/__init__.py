"""Tables that the tests of every route read."""
