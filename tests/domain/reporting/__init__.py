"""The rules of reports of harm."""
