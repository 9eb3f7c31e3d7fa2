"""The web pages: each parses what a browser sends, asks a use case, and fills one view model."""
