"""Tests of what is sent outside."""
