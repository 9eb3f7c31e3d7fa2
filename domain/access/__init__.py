"""Who may do what, and how a person comes to it."""
