"""The view of security: what was refused, and what changed of accounts and duties."""
