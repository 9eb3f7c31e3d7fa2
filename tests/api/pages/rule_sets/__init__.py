"""Tests of the pages in api/pages/rule_sets."""
