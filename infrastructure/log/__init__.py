"""The log: sealed events in one append-only table, in the order in which they were committed."""
