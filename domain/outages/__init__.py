"""Outages: what must never fall silent unnoticed, and who was told that it did."""
