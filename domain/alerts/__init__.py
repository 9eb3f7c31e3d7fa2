"""Who is told of a worry: read from the worry and from who is on duty, recorded as a fact."""
