"""Pages about suspected harm that must be reported."""
