"""Asks an OpenID Connect provider who somebody is: code flow with PKCE, nothing kept of it."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import BoundedSemaphore
from time import monotonic
from typing import cast

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization
from joserfc.jws import JWSRegistry
from pydantic import BaseModel, ConfigDict, ValidationError

from application.authentication.outside_sign_in import CameBack, Said, Started
from application.authentication.signing_in import SignInRefused
from domain.errors import Unavailable
from infrastructure.authentication.claims import person_named, text_of, words_of
from infrastructure.authentication.talking import Bounds, authorities
from infrastructure.delivery.settings import is_safe
from infrastructure.settings import Settings

WELL_KNOWN = "/.well-known/openid-configuration"
SCOPE = "openid"
# Signatures by a key pair only: with "none" or a shared secret whoever knows our secret could sign.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
# A header may hold what we do not use.
SIGNATURES = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
TIMEOUT = httpx2.Timeout(5.0, connect=3.0)
KNOWN_FOR = timedelta(hours=1).total_seconds()
# The time-out counts for each read: one byte every few seconds would keep a turn for ever.
TALK_SECONDS = 10.0
ANSWER_BYTES = 1024 * 1024
# A provider that hangs must not hold the threads that everybody else is served by.
AT_ONCE = 3
TURN_SECONDS = 5.0
# What a provider can get wrong; the text of none of these is told or logged.
FAULTS = (httpx2.HTTPError, AuthlibBaseError, JoseError, ValidationError, ValueError, KeyError)

logger = logging.getLogger(__name__)


class Metadata(BaseModel):
    """What a provider tells of itself (OpenID Connect Discovery §3)."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    authorization_response_iss_parameter_supported: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """What the provider knows us by, and which of its words mean what."""

    issuer: str
    client_id: str
    secret: str | None = field(repr=False)
    redirect_address: str
    scopes: tuple[str, ...] = ()
    person_claim: str = "sub"
    roles_claim: str | None = None
    roles: Mapping[str, str] = field(default_factory=dict)
    factors: frozenset[str] = frozenset()
    skew_seconds: int = 0

    @property
    def scope(self) -> str:
        return " ".join((SCOPE, *self.scopes))


def client_of(settings: Settings, redirect_path: str, skew_seconds: int) -> Client | None:
    """Return what the settings say of a provider, None when they name none."""
    if settings.oidc_issuer is None or not settings.oidc_client_id or not settings.oidc_address:
        return None
    return Client(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        secret=_secret(settings),
        redirect_address=settings.oidc_address.rstrip("/") + redirect_path,
        scopes=settings.oidc_scopes,
        person_claim=settings.oidc_person_claim,
        roles_claim=settings.oidc_roles_claim,
        roles={word: role.value for word, role in settings.oidc_roles.items()},
        factors=frozenset(settings.oidc_factors),
        skew_seconds=skew_seconds,
    )


class OidcProvider:
    """One provider. Its keys are fetched at each sign-in: one it withdrew counts no longer."""

    def __init__(self, client: Client, *, timer: Callable[[], float] = monotonic) -> None:
        self._client = client
        self._timer = timer
        self._turns = BoundedSemaphore(AT_ONCE)
        self._known: tuple[float, Metadata] | None = None

    def address(self, started: Started) -> str:
        """Return where the browser has to go; while its metadata is kept the provider is not asked.

        Raises: Unavailable when the provider does not answer.
        """
        metadata = self._kept()
        if metadata is None:
            with self._talking() as session:
                metadata = self._metadata(session)
        return str(
            prepare_grant_uri(
                metadata.authorization_endpoint,
                client_id=self._client.client_id,
                response_type="code",
                redirect_uri=self._client.redirect_address,
                scope=self._client.scope,
                state=started.state,
                nonce=started.nonce,
                code_challenge=create_s256_code_challenge(started.verifier),
                code_challenge_method="S256",
            )
        )

    def redeem(self, started: Started, came: CameBack, now: datetime) -> Said:
        """Return what the provider says of whoever came back.

        Raises: SignInRefused when it does not prove it; Unavailable when it does not answer.
        """
        with self._talking() as session:
            metadata = self._metadata(session)
            self._require_same_issuer(metadata, came)
            token = session.fetch_token(
                metadata.token_endpoint,
                code=came.code,
                code_verifier=started.verifier,
                grant_type="authorization_code",
            )
            keys = _fetched(session, metadata.jwks_uri)
            return self._said(text_of(token, "id_token"), _key_set(keys), started.nonce, now)

    @contextmanager
    def _talking(self) -> Iterator[OAuth2Client]:
        """Give a session with the provider; tell its faults by their kind, never by their text."""
        if not self._turns.acquire(timeout=TURN_SECONDS):
            raise Unavailable("outside_unreachable")
        bounds = Bounds(seconds=TALK_SECONDS, answer_bytes=ANSWER_BYTES)
        try:
            with bounds, self._session(bounds) as session:
                yield session
        except FAULTS as error:
            if bounds.is_over or isinstance(error, httpx2.HTTPError):
                logger.warning("sign-in provider unreachable: %s", type(error).__name__)
                raise Unavailable("outside_unreachable") from None
            logger.warning("sign-in provider not believed: %s", type(error).__name__)
            raise SignInRefused("outside_not_proven") from None
        finally:
            self._turns.release()

    def _session(self, bounds: Bounds) -> OAuth2Client:
        return OAuth2Client(
            client_id=self._client.client_id,
            client_secret=self._client.secret,
            redirect_uri=self._client.redirect_address,
            scope=self._client.scope,
            code_challenge_method="S256",
            timeout=TIMEOUT,
            verify=authorities(),
            follow_redirects=False,
            event_hooks=bounds.hooks,
        )

    def _kept(self) -> Metadata | None:
        at, kept = self._known or (0.0, None)
        return kept if self._timer() - at < KNOWN_FOR else None

    def _metadata(self, session: OAuth2Client) -> Metadata:
        if (kept := self._kept()) is not None:
            return kept
        found = Metadata.model_validate(
            _fetched(session, self._client.issuer.rstrip("/") + WELL_KNOWN)
        )
        addresses = (found.authorization_endpoint, found.token_endpoint, found.jwks_uri)
        if found.issuer != self._client.issuer or not all(map(is_safe, addresses)):
            raise ValueError("another issuer's metadata")
        self._known = self._timer(), found
        return found

    def _require_same_issuer(self, metadata: Metadata, came: CameBack) -> None:
        """Refuse an answer that another provider sent the browser back with (RFC 9207)."""
        required = metadata.authorization_response_iss_parameter_supported
        if (required or came.issuer is not None) and came.issuer != self._client.issuer:
            raise ValueError("another issuer's answer")

    def _said(self, id_token: str, keys: KeySet, nonce: str, now: datetime) -> Said:
        """Return what an ID token says, checked as OpenID Connect Core §3.1.3.7 asks."""
        client = self._client
        decoded = jwt.decode(id_token, keys, registry=SIGNATURES)
        claims = CodeIDToken(
            decoded.claims,
            decoded.header,
            {
                "iss": {"essential": True, "value": client.issuer},
                "aud": {"essential": True, "value": client.client_id},
                "nonce": {"essential": True, "value": nonce},
            },
            {"nonce": nonce, "client_id": client.client_id},
        )
        claims.validate(now=int(now.timestamp()), leeway=client.skew_seconds)
        return Said(
            issuer=client.issuer,
            subject=person_named(claims, client.person_claim),
            roles=self._roles(claims),
            factor_shown=bool(client.factors & (words_of(claims, "amr") | words_of(claims, "acr"))),
        )

    def _roles(self, claims: Mapping[str, object]) -> frozenset[str] | None:
        if self._client.roles_claim is None:
            return None
        words = words_of(claims, self._client.roles_claim)
        return frozenset(self._client.roles[each] for each in words & set(self._client.roles))


def _secret(settings: Settings) -> str | None:
    secret = settings.oidc_client_secret
    return None if secret is None else secret.get_secret_value()


def _fetched(session: OAuth2Client, address: str) -> dict[str, object]:
    answer = session.request("GET", address, withhold_token=True)
    answer.raise_for_status()
    found = answer.json()
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found


def _key_set(found: dict[str, object]) -> KeySet:
    return KeySet.import_key_set(cast("KeySetSerialization", found))
