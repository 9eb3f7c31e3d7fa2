"""Signing in by a provider outside: what it says of somebody, and what that is good for here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest, digest
from typing import Protocol

from application.authentication.account_ports import Narrowed, Stage
from application.authentication.links import Named
from application.authentication.open_sessions import sign_out
from application.authentication.signing_in import Door, SignedIn, SignInRefused, Source, enter
from domain.reads.sign_ins import SessionEnd

CHALLENGE_BYTES = 32


@dataclass(frozen=True, slots=True)
class Started:
    """One sign-in that a browser began: everything it must come back with follows from `secret`.

    The secret itself, 256 random bits as text, never leaves the browser's cookie.
    """

    secret: str = field(repr=False)

    @property
    def state(self) -> str:
        """What proves that the answer comes to the browser that asked (RFC 6749 §10.12)."""
        return self._derived("state")

    @property
    def nonce(self) -> str:
        """What proves that the ID token was made for this sign-in (OpenID Connect §3.1.2.1)."""
        return self._derived("nonce")

    @property
    def verifier(self) -> str:
        """What proves that whoever redeems the code is who asked for it (RFC 7636)."""
        return self._derived("verifier")

    def _derived(self, what: str) -> str:
        return digest(self.secret.encode("utf-8", "surrogatepass"), what.encode(), sha256).hex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the provider said of somebody, its signature checked.

    `roles` are those of its words that mean a role of ours, None when it is not asked for roles;
    `factor_shown` tells whether it saw a second factor.
    """

    issuer: str
    subject: str = field(repr=False)
    roles: frozenset[str] | None
    factor_shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack:
    """What the browser brought back from the provider."""

    state: str = field(repr=False)
    code: str = field(repr=False)
    issuer: str | None = None


class Provider(Protocol):
    """An OpenID Connect provider."""

    def address(self, started: Started) -> str:
        """Return where the browser has to go.

        Raises: Unavailable when the provider does not answer.
        """
        ...

    def redeem(self, started: Started, came: CameBack, now: datetime) -> Said:
        """Return what the provider says of whoever came back.

        Raises: SignInRefused when it does not prove it; Unavailable when it does not answer.
        """
        ...


def said_by(provider: Provider, started: Started, came: CameBack, now: datetime) -> Said:
    """Return what the provider says of who came back to the browser that asked.

    Raises: SignInRefused, Unavailable.
    """
    if not compare_digest(came.state.encode("utf-8", "surrogatepass"), started.state.encode()):
        raise SignInRefused("outside_not_started_here")
    return provider.redeem(started, came, now)


def let_in(
    door: Door, named: Named, said: Said, source: Source, named_now: Callable[[], Named | None]
) -> SignedIn:
    """Open a session for whom a provider's name stands; where it saw no second factor, a half one.

    A name that another may have linked stands for a password at most: our own factor follows,
    which its person alone has. Whoever unlinks the name ends the sessions that are there by then,
    so `named_now` is asked once this one is; and before, for whoever is refused leaves no trace.

    Raises: SignInRefused when the person has no account that is in use, or the name does not stand
    for them any more; whatever `named_now` raises.
    """
    account = door.accounts.account(named.person_id)
    if account is None or not account.is_in_use:
        raise SignInRefused("outside_without_account")
    stage = Stage.OPEN
    if not (said.factor_shown and named.is_own):
        stage = Stage.SECOND_FACTOR if account.has_factor else Stage.ENROLMENT
    if stage is Stage.ENROLMENT and not named.is_own:
        raise SignInRefused("outside_without_account")
    _require_named(named, named_now)
    entered = enter(
        door,
        account,
        source,
        stage,
        # What a provider saw lets nobody do what is dangerous: that asks for our own factor.
        factor_at=None,
        narrowed=Narrowed(roles=said.roles, linked=named.link_id),
    )
    try:
        _require_named(named, named_now)
    except BaseException:
        sign_out(door, entered.token, SessionEnd.NOT_LET_IN)
        raise
    return entered


def _require_named(named: Named, named_now: Callable[[], Named | None]) -> None:
    if named_now() != named:
        raise SignInRefused("outside_without_account")


def unconfirmed(held: Iterable[str], roles: frozenset[str] | None) -> frozenset[str]:
    """Return the roles held that the provider does not confirm; none where it is not asked.

    What it says never gives a role: duties are recorded here, and it can only contradict them.
    """
    return frozenset() if roles is None else frozenset(held) - roles
