"""Access to one child's record beyond what a duty gives: asked for and granted, or by emergency."""
