"""One case: in what capacity somebody asks, the one way to record, and what else belongs to it."""
