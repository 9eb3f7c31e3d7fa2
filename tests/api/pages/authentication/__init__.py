"""Tests of the pages in api/pages/authentication."""
