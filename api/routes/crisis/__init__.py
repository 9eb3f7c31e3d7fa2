"""Routes of a worry and the case that follows it, until its end."""
