"""Home visits and talks: what is logged, how it is corrected, and when the next one is due."""
