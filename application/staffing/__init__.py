"""Organisations, people, and the duties that two people give."""
