"""Tests of the view in infrastructure/views/caseworker."""
