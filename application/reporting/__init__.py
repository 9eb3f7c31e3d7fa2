"""Requests about suspected harm that must be reported, and what is shown of it."""
