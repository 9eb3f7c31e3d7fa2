"""The steps of the key store, each standing for itself: later code must not change them."""
