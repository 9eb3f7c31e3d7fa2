"""Who is told of what, by which line and channel, and who is kept from it."""
