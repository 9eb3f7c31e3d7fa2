"""What a school finds out and decides about a case, and the pauses of its clocks."""
