"""The pages of who is on call at a place, and when."""
