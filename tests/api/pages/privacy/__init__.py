"""Tests of the pages in api/pages/privacy."""
