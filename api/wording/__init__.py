"""The Chinese words and sentences for every code that is shown."""
