"""A child's care file: who the child is, who cares, what was seen at visits."""
