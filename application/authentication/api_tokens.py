"""Tokens by which machines are let in: issued, listed, taken back, and what an actor they make."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Protocol
from uuid import uuid5

from application.authentication.signing_in import NotSignedIn
from application.authorisation.answering_for import (
    may_take_away,
    permit_for_person,
    permit_taking_away,
)
from application.authorisation.permission import standings_of
from application.ports import Actor, History, Ledger, Receipt
from application.recording import Decision, Request, record
from application.states import staff_state, staff_stream
from domain.access.table import Request as Asking
from domain.accounts import tokens as rules
from domain.accounts.outside_facts import ApiTokenIssued, ApiTokenRevoked, TokenEvent, TokenScope
from domain.accounts.tokens import IssueApiToken, RevokeApiToken, TokensState
from domain.days import local_day
from domain.errors import RuleBroken
from domain.shared import ApiTokenId, PersonId, Stream
from domain.staff.facts import PersonKind
from domain.staff.machines import require_arranged_by_others

FORM = "tongxin_"
"""How every token begins, so that a token left in a file is found and known for what it is."""


class TokenRefused(NotSignedIn):
    """A token came that opens nothing: there is none such, or no longer."""


ASKING = Asking.MANAGE_API_TOKENS


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiTokenRow:
    """A token as it is kept and listed: how it begins, never what follows."""

    token_id: ApiTokenId
    person_id: PersonId
    prefix: str
    scopes: frozenset[TokenScope]
    issued_at: datetime
    expires_on: date
    last_used_on: date | None = None
    revoked_at: datetime | None = None

    def opens_on(self, day: date) -> bool:
        """Return whether it lets anybody in on that day."""
        return self.revoked_at is None and day <= self.expires_on


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnToken:
    """Two texts drawn by chance: what tells a token from others, and what nobody can guess."""

    label: str
    secret: str = field(repr=False)


class ApiTokens(Protocol):
    """The rows of tokens, found by the digest of the whole token."""

    def draw(self) -> DrawnToken:
        """Return what a new token is made of."""
        ...

    def keep(self, row: ApiTokenRow, digest: bytes) -> bool:
        """Keep a token, and return whether it was not there before."""
        ...

    def find(self, digest: bytes) -> ApiTokenRow | None:
        """Return the token of a digest, also one that opens nothing any more."""
        ...

    def used(self, token_id: ApiTokenId, on: date) -> None:
        """Keep the last day on which it let somebody in."""
        ...

    def revoke(self, token_id: ApiTokenId, person_id: PersonId, at: datetime) -> None:
        """Let a token of that machine open nothing any more; one that is not there is no error."""
        ...

    def listed(self) -> Sequence[ApiTokenRow]:
        """Return all of them, the latest issued first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedToken:
    """The receipt and the token itself, which nobody is ever shown again.

    `token` is None for a repeat of a request whose token was shown before.
    """

    receipt: Receipt
    prefix: str
    token: str | None = field(repr=False)


def issue_api_token(
    ledger: Ledger, tokens: ApiTokens, actor: Actor, request: IssueApiToken, now: datetime
) -> IssuedToken:
    """Give a machine a token, never by the hand that proposed or approved a duty of it.

    Recorded first and kept afterwards: what dies between leaves an entry whose token opens nothing,
    and the repeat of the request makes one. The other way round a token without an entry would open
    doors.
    """
    context = permit_for_person(ledger, actor, ASKING, request.person_id, now)
    drawn = tokens.draw()
    today = local_day(now)

    def decide(history: History) -> Decision:
        state = rules.fold(_token_facts(history, request.person_id))
        if request.token_id not in state.issued:
            machine = staff_state(history, request.person_id)
            require_arranged_by_others(machine, by=actor.person_id, today=today)
        return rules.issue_api_token(
            state,
            request,
            prefix=FORM + drawn.label,
            is_machine=_is_machine(history, request.person_id),
            today=today,
            rules=ledger.rules,
        )

    receipt = record(
        ledger,
        Request(request_id=request.token_id, actor=actor, now=now, context=context),
        [tokens_stream(request.person_id), staff_stream(request.person_id)],
        decide,
    )
    row = _row(_state(ledger, request.person_id), request, now)
    token = f"{row.prefix}_{drawn.secret}"
    kept = tokens.keep(row, digest_of(token))
    # Somebody may have taken it back before there was a row to take back.
    if kept and request.token_id in _state(ledger, request.person_id).revoked:
        tokens.revoke(request.token_id, request.person_id, now)
    return IssuedToken(receipt=receipt, prefix=row.prefix, token=token if kept else None)


def _row(state: TokensState, request: IssueApiToken, now: datetime) -> ApiTokenRow:
    """Return the row of what is recorded: a repeat drew another prefix, the first one holds."""
    if request.token_id in state.revoked:
        raise RuleBroken("token_already_revoked")
    return ApiTokenRow(
        token_id=request.token_id,
        person_id=request.person_id,
        prefix=state.issued[request.token_id].prefix,
        scopes=request.scopes,
        issued_at=now,
        expires_on=request.expires_on,
    )


def revoke_api_token(
    ledger: Ledger, tokens: ApiTokens, actor: Actor, request: RevokeApiToken, now: datetime
) -> Receipt:
    """Let a token open nothing any more, at once; whatever dies afterwards, it stays shut."""
    context = permit_taking_away(ledger, actor, ASKING, request.person_id, now)
    tokens.revoke(request.token_id, request.person_id, now)
    return record(
        ledger,
        Request(
            request_id=uuid5(request.token_id, "revoke"), actor=actor, now=now, context=context
        ),
        [tokens_stream(request.person_id)],
        lambda history: rules.revoke_api_token(
            rules.fold(_token_facts(history, request.person_id)), request
        ),
    )


def api_tokens(
    ledger: Ledger, tokens: ApiTokens, actor: Actor, now: datetime
) -> Sequence[ApiTokenRow]:
    """Return all tokens ever issued that the person may take back, the latest first."""
    standings = standings_of(ledger, actor, now)
    standings.require(ASKING)
    rows = tokens.listed()
    machines = {each.person_id for each in rows}
    own = {each for each in machines if may_take_away(ledger, standings, ASKING, each, now)}
    return [each for each in rows if each.person_id in own]


def machine_of(tokens: ApiTokens, token: str, now: datetime) -> Actor | None:
    """Return the machine that a token stands for, None when it opens nothing today."""
    row = tokens.find(digest_of(token))
    today = local_day(now)
    if row is None or not row.opens_on(today):
        return None
    if row.last_used_on != today:
        tokens.used(row.token_id, today)
    return Actor(
        person_id=row.person_id,
        device="machine",
        scopes=frozenset(Asking(each.value) for each in row.scopes),
    )


def issuers(history: History, person_id: PersonId, today: date) -> frozenset[PersonId]:
    """Return who issued the tokens by which a machine is let in on that day or later."""
    revoked = rules.fold(_token_facts(history, person_id)).revoked
    return frozenset(
        each.actor_id
        for each in history.recorded
        if isinstance(each.fact, ApiTokenIssued)
        and each.fact.person_id == person_id
        and each.fact.token_id not in revoked
        and each.fact.expires_on >= today
    )


def is_api_token(token: str) -> bool:
    """Return whether it looks like a token of a machine rather than of a session."""
    return token.startswith(FORM)


def digest_of(token: str) -> bytes:
    """Return what is kept of a token: of 256 random bits a plain digest gives nothing away."""
    return sha256(token.encode("utf-8", "surrogatepass")).digest()


def tokens_stream(person_id: PersonId) -> Stream:
    """Return the stream of how one person or machine is let in."""
    return Stream("accounts", person_id)


def _token_facts(history: History, person_id: PersonId) -> Iterable[TokenEvent]:
    facts = history.of(tokens_stream(person_id))
    return (each for each in facts if isinstance(each, ApiTokenIssued | ApiTokenRevoked))


def _is_machine(history: History, person_id: PersonId) -> bool:
    person = staff_state(history, person_id).person
    return person is not None and person.kind is PersonKind.MACHINE


def _state(ledger: Ledger, person_id: PersonId) -> TokensState:
    history = ledger.log.load([tokens_stream(person_id)])
    return rules.fold(_token_facts(history, person_id) if isinstance(history, History) else ())
