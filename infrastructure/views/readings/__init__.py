"""The view of readings: who looked at whom, and who signed in."""
