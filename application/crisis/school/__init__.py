"""What the school and its panels decide, and what the family is told."""
