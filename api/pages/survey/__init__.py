"""Pages of the lists that offices send."""
