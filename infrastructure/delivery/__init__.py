"""Sends outside what people are told of: the outbox, who runs it, and each channel."""
