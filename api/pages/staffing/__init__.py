"""Pages of organisations, people and their duties."""
