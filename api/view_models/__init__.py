"""What each page needs to be drawn: plain values that routes fill and templates read."""
