"""Lists that offices send: read, judged row by row, recorded."""
