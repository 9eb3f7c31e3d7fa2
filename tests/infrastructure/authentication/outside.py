"""One sign-in at a provider outside, as its browser goes there and comes back."""

from urllib.parse import urlsplit

import httpx2

from application.authentication.outside_sign_in import CameBack, Started
from infrastructure.authentication.oidc import Client, OidcProvider
from tests.provider import CLIENT_ID, SECRET, Provider, flat

BACK = "http://127.0.0.1:9/sign-in/outside/back"
STARTED = Started("what the browser's cookie holds")


def plain_client(provider: Provider) -> Client:
    """Return a client that asks for nobody's roles."""
    return Client(issuer=provider.issuer, client_id=CLIENT_ID, secret=SECRET, redirect_address=BACK)


def sent_back(client: Client, started: Started = STARTED) -> CameBack:
    """Go to the provider as a browser does, and return what it sends back."""
    address = OidcProvider(client).address(started)
    with httpx2.Client() as browser:
        there = browser.get(address)
    told = flat(urlsplit(there.headers["location"]).query)
    return CameBack(state=told["state"], code=told["code"], issuer=told.get("iss"))
