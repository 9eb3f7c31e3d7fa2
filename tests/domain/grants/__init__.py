"""How access beyond a duty is asked for, granted, used in an emergency, and ended."""
