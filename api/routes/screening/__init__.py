"""Routes of screenings and the talks that follow."""
