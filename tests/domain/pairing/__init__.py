"""Tests of the rules in domain/pairing."""
