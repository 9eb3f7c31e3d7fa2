"""The deadlines of a case: counted, said, and paused by two people."""
