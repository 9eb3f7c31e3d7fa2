"""Worries: raised, joined, taken, put right, and followed by whoever raised them."""
