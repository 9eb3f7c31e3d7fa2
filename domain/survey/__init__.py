"""The lists that offices send (摸排), and what becomes of each row."""
