"""Whose certificates are believed of those we send to."""

import ssl
from pathlib import Path


def trusting(more: Path | None = None) -> ssl.SSLContext:
    """Return what checks certificates: this machine's authorities, and those of a file."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if more is not None:
        context.load_verify_locations(more)
    return context
