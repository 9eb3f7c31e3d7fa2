"""Tests of the pages in api/pages/care_files."""
