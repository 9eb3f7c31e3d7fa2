"""Tests of the rules in domain/children."""
