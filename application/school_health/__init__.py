"""What health vice principals do at their schools, and which schools have none."""
