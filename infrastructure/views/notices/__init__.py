"""The view of notices: of which cases class teachers may have to be told."""
