"""Whoever has no account and is let in to one matter by a link and a code told another way."""
