"""Pages on which harm is reported, and of whoever has no account."""
