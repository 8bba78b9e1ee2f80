"""The three published ways to say the same things: envelope, errors, paging, time."""
