"""Walks by chance through what people may do: what must hold does so after every step."""
