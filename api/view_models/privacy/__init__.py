"""Pages of the rights of families, what they agreed to, what was handed out, and breaches."""
