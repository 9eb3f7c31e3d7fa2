"""Routes of organisations, people, duties, and health vice principals."""
