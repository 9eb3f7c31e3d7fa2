"""What of a case is shown to whom, once that is on record."""
