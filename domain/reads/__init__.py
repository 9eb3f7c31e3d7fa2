"""Who was shown what of which children, and what was asked about unusual readings."""
