"""Tests of the rules in domain/oncall."""
