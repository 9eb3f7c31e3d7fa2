"""The view of health: worries, who was told of them, and what came of them."""
