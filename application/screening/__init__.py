"""Leads of screenings: who brings them, who talks with the pupils, and who is told how many."""
