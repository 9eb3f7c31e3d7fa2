"""The view of screening: which results wait for a talk."""
