"""How an authenticator is told of a second factor: the address that its QR code holds."""

from urllib.parse import quote, urlencode

ISSUER = "童心"


def otpauth_address(login: str, secret: str) -> str:
    """Return the key URI of a factor by RFC 6238 with SHA-1, six digits and half minutes."""
    label = quote(f"{ISSUER}:{login}", safe=":")
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': ISSUER})}"
