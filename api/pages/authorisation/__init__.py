"""Pages of access beyond a duty, and of the table of who may do what."""
