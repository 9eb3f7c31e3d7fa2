"""Every reading on record, and what is made of these records."""
