"""Tests of the use cases in application/school_health."""
