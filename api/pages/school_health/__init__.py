"""The pages about what health vice principals do at their schools."""
