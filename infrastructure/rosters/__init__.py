"""Reads the spreadsheets that people really send: laid out by content, never by position."""
