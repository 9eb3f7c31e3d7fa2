"""What of a child's data was handed to others, to whom and on what basis (对外提供)."""
