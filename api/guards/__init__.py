"""What stands before every request: its name, its size, its origin, its turn."""
