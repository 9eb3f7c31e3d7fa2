"""The view of clocks: the deadlines that run, and what was said of them."""
