"""The ledger: its two logs, claims, accounts and where the views stand."""
