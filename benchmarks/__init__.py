"""What is promised of speed and size, measured beside the limit and the peers."""
