"""Two reports of one child as one case, and a worry raised about the wrong child put right."""
