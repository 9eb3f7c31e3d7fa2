"""How access is asked for, decided on by whoever is responsible, and ended early."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta

from domain.errors import Invalid, NotFound, RuleBroken
from domain.grants.facts import (
    AccessApproved,
    AccessDenied,
    AccessReasonWritten,
    AccessRequested,
    AccessRevoked,
    GrantsEvent,
    RevocationReason,
)
from domain.grants.scope import (
    CLOSED_FOR,
    CLOSED_TO_THE_INVOLVED,
    DECIDED_TOGETHER,
    GRANTABLE,
)
from domain.grants.state import (
    ApproveAccess,
    DenyAccess,
    GrantsState,
    RequestAccess,
    RevokeAccess,
)
from domain.ruleset import RuleSet
from domain.shared import Compartment, GrantId, Known, PersonId, Purpose
from domain.text import REASON_AT_MOST, some_lines

Answer = tuple[GrantsEvent, ...] | Known[GrantsEvent]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks: the purposes of their duties, and how many of their requests are undecided.

    Of whichever child these are: were it counted by child, the bound would tell which are one.
    """

    person_id: PersonId
    purposes: Set[Purpose]
    waiting: int


def request_access(
    state: GrantsState,
    request: RequestAccess,
    *,
    by: Asker,
    today: date,
    rules: RuleSet,
) -> Answer:
    """Record that a person asks to read some of a child's record.

    Raises: Invalid for another purpose, for nothing asked for, for parts that different people
    decide on or that open nothing, for a day past or too far; RuleBroken when the id stands for
    something else, and when too many wait. That one of the same child waits refuses nothing: it
    would tell that two descriptions are one child.
    """
    said = AccessRequested(
        child_id=request.child_id,
        grant_id=request.grant_id,
        person_id=by.person_id,
        purpose=request.purpose,
        compartments=_in_order(request.compartments),
        until_on=request.until_on,
    )
    written = AccessReasonWritten(
        child_id=request.child_id,
        grant_id=request.grant_id,
        written_by=by.person_id,
        why=some_lines(request.why, field="why", at_most=REASON_AT_MOST),
    )
    if _was_asked_before(state, said, written):
        return Known((written, said))
    if said.purpose not in by.purposes:
        raise Invalid("not_your_purpose", "purpose")
    _require_one_decision(said.compartments, said.purpose)
    _require_until(said.until_on, today, rules)
    if by.waiting >= rules.glass.waiting_requests_at_most:
        at_most = rules.glass.waiting_requests_at_most
        raise RuleBroken("too_many_requests_wait", at_most=at_most)
    return (written, said)


def approve_access(
    state: GrantsState,
    request: ApproveAccess,
    *,
    by: PersonId,
    today: date,
    rules: RuleSet,
    kept_out: Set[PersonId],
) -> Answer:
    """Record that access is granted, as asked for or narrower.

    `kept_out` are those of the two who may be involved in a case of the child.

    Raises: NotFound when there is no such request, or one that a person who may be involved has
    made or would decide; RuleBroken for one's own, and for one decided otherwise; Invalid for more
    than was asked for, and for a day past or too far.
    """
    asked = _require_request(state, request.grant_id, by, kept_out)
    said = AccessApproved(
        child_id=request.child_id,
        grant_id=request.grant_id,
        person_id=asked.person_id,
        approved_by=by,
        purpose=asked.purpose,
        compartments=_in_order(request.compartments),
        until_on=request.until_on,
    )
    if state.approved.get(request.grant_id) == said:
        return Known((said,))
    _require_waiting(state, asked, by)
    _require_one_decision(said.compartments, said.purpose)
    if not set(said.compartments) <= set(asked.compartments):
        raise Invalid("more_than_asked_for", "compartments")
    _require_until(said.until_on, today, rules)
    if said.until_on > asked.until_on:
        raise Invalid("more_than_asked_for", "until_on")
    return (said,)


def deny_access(
    state: GrantsState, request: DenyAccess, *, by: PersonId, kept_out: Set[PersonId]
) -> Answer:
    """Record that access is not granted. Raises: as `approve_access`."""
    # Whoever may be involved can be refused: that lets nobody read.
    asked = _require_request(state, request.grant_id, by, kept_out & {by})
    said = AccessDenied(
        child_id=request.child_id, grant_id=request.grant_id, denied_by=by, reason=request.reason
    )
    if state.denied.get(request.grant_id) == said:
        return Known((said,))
    _require_waiting(state, asked, by)
    return (said,)


def revoke_access(state: GrantsState, request: RevokeAccess, *, by: PersonId) -> Answer:
    """Record that a request, a grant or a break-glass access is over; only its holder gives back.

    Raises: NotFound when there is none; RuleBroken when it is over already, and when the holder
    gives another reason or another person says that it was given back.
    """
    holder = holder_of(state, request.grant_id)
    if holder is None:
        raise NotFound("grant_not_found")
    said = AccessRevoked(
        child_id=request.child_id, grant_id=request.grant_id, revoked_by=by, reason=request.reason
    )
    if state.revoked.get(request.grant_id) == said:
        return Known((said,))
    if (request.reason is RevocationReason.GIVEN_BACK) is not (by == holder):
        raise RuleBroken("not_theirs_to_give_back")
    ended = (state.denied, state.revoked, state.closed)
    if any(request.grant_id in each for each in ended):
        raise RuleBroken("grant_already_over")
    return (said,)


def holder_of(state: GrantsState, grant_id: GrantId) -> PersonId | None:
    """Return who asked for access or broke the glass under that id."""
    found = state.requested.get(grant_id) or state.broken.get(grant_id)
    return found.person_id if found else None


def _was_asked_before(
    state: GrantsState, said: AccessRequested, written: AccessReasonWritten
) -> bool:
    """Return whether the same request came before. Raises: RuleBroken for the id of another."""
    if said.grant_id not in state.requested and said.grant_id not in state.broken:
        return False
    reason = state.reasons.get((said.grant_id, said.person_id))
    if (state.requested.get(said.grant_id), reason) != (said, written):
        raise RuleBroken("access_already_requested")
    return True


def _in_order(compartments: tuple[Compartment, ...]) -> tuple[Compartment, ...]:
    """Return each once and in one order, so that the same request is the same fact."""
    return tuple(each for each in Compartment if each in compartments)


def _require_one_decision(compartments: tuple[Compartment, ...], purpose: Purpose) -> None:
    if not compartments:
        raise Invalid("required", "compartments")
    if Compartment.LEGAL in compartments:
        raise Invalid("legal_is_not_granted", "compartments")
    if not GRANTABLE.issuperset(compartments):
        raise Invalid("unknown_code", "compartments")
    if Compartment.IDENTITY in compartments and Compartment.CARE not in compartments:
        # Numbers, address and telephones stand in the file: alone they would open nothing.
        raise Invalid("identity_stands_in_the_file", "compartments")
    if any(CLOSED_FOR.get(each) is purpose for each in compartments):
        raise Invalid("closed_for_that_purpose", "compartments")
    if not any(together.issuperset(compartments) for together in DECIDED_TOGETHER):
        raise Invalid("ask_one_by_one", "compartments")


def _require_until(until_on: date, today: date, rules: RuleSet) -> None:
    if until_on < today:
        raise Invalid("until_is_past", "until_on")
    if until_on > today + timedelta(days=rules.grant_days_at_most):
        raise Invalid("until_too_far", "until_on", days=rules.grant_days_at_most)


def _require_request(
    state: GrantsState, grant_id: GrantId, by: PersonId, kept_out: Set[PersonId]
) -> AccessRequested:
    asked = state.requested.get(grant_id)
    if asked is None:
        raise NotFound("access_request_not_found")
    # Told as if there were no such request: another answer would betray that there is a case.
    closed = CLOSED_TO_THE_INVOLVED & set(asked.compartments)
    if closed and kept_out & {by, asked.person_id}:
        raise NotFound("access_request_not_found")
    return asked


def _require_waiting(state: GrantsState, asked: AccessRequested, by: PersonId) -> None:
    if asked.person_id == by:
        raise RuleBroken("own_request")
    if not state.is_waiting(asked.grant_id):
        raise RuleBroken("access_already_decided")
