"""Tests of the rules in domain/breaches."""
