"""Which machine may be given a token, for what and until when; and how a token is taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import reduce
from typing import assert_never

from domain.accounts.outside_facts import (
    ApiTokenIssued,
    ApiTokenRevoked,
    TokenEvent,
    TokenRevokedReason,
    TokenScope,
)
from domain.errors import Invalid, NotFound, RuleBroken
from domain.ruleset import RuleSet
from domain.shared import ApiTokenId, Known, PersonId

Answer = tuple[TokenEvent, ...] | Known[TokenEvent]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueApiToken:
    """Give a machine a token that opens no more than these requests, until its last day."""

    person_id: PersonId
    token_id: ApiTokenId
    scopes: frozenset[TokenScope]
    expires_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeApiToken:
    """Let a token open nothing any more."""

    person_id: PersonId
    token_id: ApiTokenId
    reason: TokenRevokedReason


@dataclass(frozen=True, slots=True, kw_only=True)
class TokensState:
    """The tokens that one machine was ever given."""

    issued: Mapping[ApiTokenId, ApiTokenIssued] = field(default_factory=dict)
    revoked: Mapping[ApiTokenId, ApiTokenRevoked] = field(default_factory=dict)


NO_TOKENS = TokensState()


def evolve(state: TokensState, event: TokenEvent) -> TokensState:
    """Return what is known after one more fact."""
    match event:
        case ApiTokenIssued():
            return TokensState(
                issued={**state.issued, event.token_id: event}, revoked=state.revoked
            )
        case ApiTokenRevoked():
            return TokensState(
                issued=state.issued, revoked={**state.revoked, event.token_id: event}
            )
        case _:
            assert_never(event)


def fold(facts: Iterable[TokenEvent]) -> TokensState:
    """Return what is known after these facts of one machine."""
    return reduce(evolve, facts, NO_TOKENS)


def issue_api_token(
    state: TokensState,
    request: IssueApiToken,
    *,
    prefix: str,
    is_machine: bool,
    today: date,
    rules: RuleSet,
) -> Answer:
    """Record that a machine gets a token; a repeat is known by the id, whatever its prefix.

    Raises: RuleBroken when it is no registered machine, or the id stands for another token; Invalid
    when it opens nothing, or its last day is over or too far ahead.
    """
    issued = state.issued.get(request.token_id)
    if issued is not None:
        if (frozenset(issued.scopes), issued.expires_on) == (request.scopes, request.expires_on):
            return Known((issued,))
        raise RuleBroken("token_already_issued")
    if not is_machine:
        # People sign in as themselves: a token never stands for one.
        raise RuleBroken("not_a_machine", field="person_id")
    if not request.scopes:
        raise Invalid("required", "scopes")
    if request.expires_on < today:
        raise Invalid("token_expires_in_past", "expires_on")
    days = rules.doors.api_token_days_at_most
    if request.expires_on > today + timedelta(days=days):
        raise Invalid("token_lasts_too_long", "expires_on", days=days)
    return (
        ApiTokenIssued(
            person_id=request.person_id,
            token_id=request.token_id,
            prefix=prefix,
            scopes=tuple(sorted(request.scopes)),
            expires_on=request.expires_on,
        ),
    )


def revoke_api_token(state: TokensState, request: RevokeApiToken) -> Answer:
    """Record that a token opens nothing any more; the first reason stays.

    Raises: NotFound when this machine never had it.
    """
    if request.token_id not in state.issued:
        raise NotFound("token_not_found")
    revoked = state.revoked.get(request.token_id)
    if revoked is not None:
        return Known((revoked,))
    return (
        ApiTokenRevoked(
            person_id=request.person_id, token_id=request.token_id, reason=request.reason
        ),
    )
