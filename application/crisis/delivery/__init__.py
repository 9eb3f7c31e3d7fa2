"""Messages outside: sent, given up, answered by a link."""
