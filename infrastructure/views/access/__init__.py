"""The view of access: who holds which duty, is related to whom, and was granted what."""
