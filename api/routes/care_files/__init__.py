"""Routes of a child's care file."""
