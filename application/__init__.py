"""What a person can ask of Tongxin: one function per request, reaching out through ports only."""
