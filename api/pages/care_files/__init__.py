"""Pages of children and their care files."""
