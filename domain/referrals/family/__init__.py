"""The family in a crisis: whose yes or no counts, how it is told, and who is with the child."""
