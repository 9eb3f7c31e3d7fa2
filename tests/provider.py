"""A small OpenID Connect provider on this machine, real keys and real HTTP, that can misbehave.

A provider that one can install is strict, as it should be, and cannot be asked to lie; this one
checks as strictly what we send, and then says whatever a test wants it to say.
"""

import json
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from threading import Thread
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

CLIENT_ID, SECRET = "tongxin-test", "a secret between the two of us"

Claims = dict[str, object]
Header = dict[str, object]
Sends = Callable[[BaseHTTPRequestHandler, int, bytes], None]


@dataclass
class Provider:
    """Who signs in next, and how the provider misbehaves, if at all."""

    clock: Callable[[], datetime]
    redirect_address: str
    port: int = 0
    subject: str = "u-1001"
    more: Claims = field(default_factory=dict)
    key: ECKey = field(default_factory=lambda: ECKey.generate_key(auto_kid=True))
    published: ECKey | None = None
    tells: Claims = field(default_factory=dict)
    signs: Callable[["Provider", Header, Claims], str] | None = None
    sends_back: dict[str, str] = field(default_factory=dict)
    asked: dict[str, dict[str, str]] = field(default_factory=dict)
    called: list[str] = field(default_factory=list)
    sends: dict[str, Sends] = field(default_factory=dict)

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def metadata(self) -> Claims:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "authorization_response_iss_parameter_supported": True,
        } | self.tells

    def keys(self) -> Mapping[str, object]:
        return KeySet([self.published or self.key]).as_dict(private=False)

    def authorize(self, query: dict[str, str]) -> str:
        """Return where the browser is sent back to, once its person has signed in here."""
        assert query["response_type"] == "code"
        assert query["client_id"] == CLIENT_ID
        assert query["redirect_uri"] == self.redirect_address
        assert query["code_challenge_method"] == "S256"
        assert "openid" in query["scope"].split()
        code = token_urlsafe(16)
        self.asked[code] = query
        told = {"code": code, "state": query["state"], "iss": self.issuer} | self.sends_back
        return f"{self.redirect_address}?{urlencode(told)}"

    def token(self, form: dict[str, str], authorization: str) -> Claims | None:
        """Return the tokens for a code, None when it is not to be had: it is good once."""
        asked = self.asked.pop(form.get("code", ""), None)
        expected = f"{CLIENT_ID}:{SECRET}"
        kind, _, given = authorization.partition(" ")
        if kind != "Basic" or unquote(b64decode(given).decode()) != expected:
            return None
        if asked is None or challenge(form.get("code_verifier", "")) != asked["code_challenge"]:
            return None
        if form.get("redirect_uri") != asked["redirect_uri"]:
            return None
        return {
            "access_token": token_urlsafe(16),
            "token_type": "Bearer",
            "id_token": self.id_token(asked["nonce"]),
        }

    def id_token(self, nonce: str) -> str:
        now = int(self.clock().timestamp())
        claims: Claims = {
            "iss": self.issuer,
            "sub": self.subject,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
        } | self.more
        header: Header = {"alg": "ES256", "kid": self.key.kid}
        sign = self.signs or signed
        return sign(self, header, {name: value for name, value in claims.items() if value != ""})


def signed(provider: Provider, header: Header, claims: Claims) -> str:
    return jwt.encode(header, claims, provider.key, algorithms=["ES256"])


def unsigned(claims: Claims, algorithm: str) -> str:
    return ".".join((part({"alg": algorithm}), part(claims), ""))


def part(content: Claims) -> str:
    return raw_part(json.dumps(content).encode())


def raw_part(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


def challenge(verifier: str) -> str:
    return raw_part(sha256(verifier.encode()).digest())


@contextmanager
def serving(clock: Callable[[], datetime], redirect_address: str) -> Iterator[Provider]:
    """Serve a provider for as long as the block runs."""
    provider = Provider(clock=clock, redirect_address=redirect_address)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler_of(provider)) as server:
        provider.port = server.server_port
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield provider
        finally:
            server.shutdown()
            thread.join()


def at_once(answering: BaseHTTPRequestHandler, status: int, body: bytes) -> None:
    head(answering, status)
    answering.wfile.write(body)


def head(answering: BaseHTTPRequestHandler, status: int) -> None:
    answering.send_response(status)
    answering.send_header("Content-Type", "application/json")
    answering.end_headers()


def handler_of(provider: Provider) -> type[BaseHTTPRequestHandler]:
    """Return what answers for a provider."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parsed = urlsplit(self.path)
            match parsed.path:
                case "/.well-known/openid-configuration":
                    self._answer(provider.metadata())
                case "/keys":
                    self._answer(provider.keys())
                case "/authorize":
                    self.send_response(303)
                    self.send_header("Location", provider.authorize(flat(parsed.query)))
                    self.end_headers()
                case _:
                    self._answer({}, 404)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", "0"))).decode()
            told = provider.token(flat(body), self.headers.get("authorization", ""))
            self._answer(told or {"error": "invalid_grant"}, 200 if told else 400)

        def _answer(self, content: Mapping[str, object], status: int = 200) -> None:
            path = urlsplit(self.path).path
            provider.called.append(path)
            send = provider.sends.get(path, at_once)
            # Whoever asked may have gone meanwhile.
            with suppress(OSError):
                send(self, status, json.dumps(content).encode())

        def log_message(self, *_: object) -> None:
            pass

    return Handler


def flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}
