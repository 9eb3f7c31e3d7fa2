"""The key store, whose address and backups are apart from those of the ledger."""
