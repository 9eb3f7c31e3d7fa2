"""The doors: web pages, the JSON API and the command line."""
