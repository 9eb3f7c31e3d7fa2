"""Pages of screenings and the talks that follow."""
