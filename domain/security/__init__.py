"""What the doors refuse, counted: so that an attack is on record and no flood fills the log."""
