"""Whom of a hospital a link and its code are sent to, and how."""
