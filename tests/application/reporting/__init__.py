"""Tests of the use cases in application/reporting."""
