"""Tests of what the offices of a county are shown."""
