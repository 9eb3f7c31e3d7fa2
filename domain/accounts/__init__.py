"""Accounts: who was invited, what was changed of how they sign in, and when a door was closed."""
