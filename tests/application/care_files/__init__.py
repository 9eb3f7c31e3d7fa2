"""Tests of the use cases in application/care_files."""
