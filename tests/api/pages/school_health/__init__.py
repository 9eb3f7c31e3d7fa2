"""Tests of the pages in api/pages/school_health."""
