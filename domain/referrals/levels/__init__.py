"""How severe a crisis is: who may raise the level at once, and who may lower it."""
