"""By when each step of a case must be done, and that it was not: read from the case, and kept."""
