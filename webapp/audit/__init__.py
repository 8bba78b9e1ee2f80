"""Who did what, when, at which desk: batches, audit entries and the answers kept for retries."""
