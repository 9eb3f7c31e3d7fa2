"""Pages that tell who looked, and ask about it."""
