"""What creates and changes the tables of the ledger and of its keys; never an event."""
