"""The steps of the ledger, each standing for itself: later code must not change them."""
