"""Routes of sessions, tokens and who signed in."""
