"""Organisations, the people who work in them, and the duties they hold from one day to another."""
