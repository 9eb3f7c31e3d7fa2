"""What the offices of a county are shown of all its cases: numbers, and a list without names."""
