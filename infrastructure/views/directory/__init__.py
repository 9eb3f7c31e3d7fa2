"""The view of directory: organisations and people by name."""
