"""Pages by which people sign in, and see who signed in."""
