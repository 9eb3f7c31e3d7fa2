"""Tests of the rules in domain/alerts."""
