"""One thing that was done: what it moved, and what it changed, before and after."""
