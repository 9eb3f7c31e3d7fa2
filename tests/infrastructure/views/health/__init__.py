"""Tests of the view in infrastructure/views/health."""
