"""The way back: study leave, the return to school, and the care that follows until the end."""
