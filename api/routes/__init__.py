"""The JSON API: each route reads a request, calls its use case and tells the answer."""
