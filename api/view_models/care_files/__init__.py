"""Pages of a child's care file: opened, read, put right, and the visits in it."""
