"""Tests of the use cases in application/crisis/desk."""
