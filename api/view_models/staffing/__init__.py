"""Pages of organisations, people and duties, and of lists that are uploaded."""
