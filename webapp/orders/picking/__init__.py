"""Pick lists: where the goods lie that orders still wait for, in the order in which one walks past them."""
