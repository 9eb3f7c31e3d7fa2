"""The pages of screenings and the talks that follow."""
