"""Keeps accounts, sessions, factors and devices in the ledger's database, and asks a provider."""
