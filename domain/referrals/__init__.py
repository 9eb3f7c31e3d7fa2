"""A worry about a pupil, from the first word of it until a hospital answers or it is withdrawn."""
