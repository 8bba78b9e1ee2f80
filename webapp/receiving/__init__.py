"""The receiving desk: intakes, scans in the order they were made, and what each of them did."""
