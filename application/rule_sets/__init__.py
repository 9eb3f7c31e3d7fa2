"""Versions of the rule set: who proposes, approves and sees them."""
