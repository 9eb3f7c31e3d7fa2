"""The use cases of who is on call at a place, and when."""
