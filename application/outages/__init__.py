"""What fell silent: noticed by any process, told once, and said so when it works again."""
