"""The rules of visits and talks."""
