"""Routes of access beyond a duty, and of who may do what."""
