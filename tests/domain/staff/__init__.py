"""Tests of the rules in domain/staff."""
