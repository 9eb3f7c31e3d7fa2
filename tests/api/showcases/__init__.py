"""Example values of every page, for the gallery."""
