"""Tests of the rules in domain/accounts."""
