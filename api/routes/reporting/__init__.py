"""Routes on which harm is reported, and of those on duty for it."""
