"""Tests of the rules in domain/access."""
