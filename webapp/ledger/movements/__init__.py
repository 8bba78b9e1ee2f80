"""Every movement of stock as a list, for its page and for programs: what stands behind any quantity."""
