"""Break-glass: one child opened in an emergency, for reading, for minutes, told and reviewed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Protocol

from domain.errors import Invalid, NotFound, RuleBroken
from domain.grants.facts import (
    AccessReasonWritten,
    GlassBreakCounted,
    GlassBreakReviewed,
    GlassBroken,
    GlassClosed,
    GrantsEvent,
    Verdict,
)
from domain.grants.scope import OPENED_BY_GLASS
from domain.grants.state import BreakGlass, CloseGlass, GrantsState, ReviewGlassBreak
from domain.ruleset import RuleSet
from domain.shared import Known, PersonId
from domain.text import REASON_AT_MOST, some_lines, some_lines_if_any

Answer = tuple[GrantsEvent, ...] | Known[GrantsEvent]

SUPERVISING: Mapping[str, int] = MappingProxyType(
    {
        "school_leader": 1,
        "township_supervisor": 2,
        "county_officer": 3,
        "bureau_officer": 4,
    }
)
"""Who supervises those at a place and below, the nearest first."""

PRIVACY_OFFICER = "privacy_officer"


class Post(Protocol):
    """Somebody in a role at some place, today."""

    @property
    def person_id(self) -> PersonId:
        """Who."""

    @property
    def role(self) -> str:
        """In which role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Who is told that the glass was broken, in the order of ids."""

    supervisor_ids: tuple[PersonId, ...] = ()
    privacy_officer_ids: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaking:
    """Who breaks the glass, when, and who is told."""

    by: PersonId
    at: datetime
    told: Told


def is_told(role: str) -> bool:
    """Return whether somebody in that role may have to be told."""
    return role in SUPERVISING or role == PRIVACY_OFFICER


def told_of(
    above: Iterable[Post], around: Iterable[Post], *, user: PersonId, kept_out: frozenset[PersonId]
) -> Told:
    """Return who is told: the nearest supervisors of the user, and all privacy officers.

    `above` are the posts at the user's own places and over them, `around` those at the child's,
    too. Neither the user nor anybody who may be involved in a case of the child is told.
    """
    apart = kept_out | {user}
    ranked = [
        (SUPERVISING[each.role], each.person_id)
        for each in above
        if each.role in SUPERVISING and each.person_id not in apart
    ]
    nearest = min((rank for rank, _who in ranked), default=0)
    supervisors = {who for rank, who in ranked if rank == nearest}
    officers = {
        each.person_id
        for each in around
        if each.role == PRIVACY_OFFICER and each.person_id not in apart
    }
    return Told(
        supervisor_ids=tuple(sorted(supervisors)), privacy_officer_ids=tuple(sorted(officers))
    )


def break_glass(
    of_child: GrantsState,
    of_person: GrantsState,
    request: BreakGlass,
    breaking: Breaking,
    *,
    rules: RuleSet,
) -> Answer:
    """Record that a person opens a child's record in an emergency, and who is told of it.

    Raises: Invalid without a reason in words; RuleBroken when the id stands for something else,
    when it is open for this person already, and when too many of theirs run.
    """
    by, told = breaking.by, breaking.told
    written = AccessReasonWritten(
        child_id=request.child_id,
        grant_id=request.grant_id,
        written_by=by,
        why=some_lines(request.why, field="why", at_most=REASON_AT_MOST),
    )
    before = _broken_before(of_child, request, written)
    if before is not None:
        return Known((before,))
    _require_room(of_child, of_person, breaking, rules)
    until_at = breaking.at + timedelta(minutes=rules.glass_minutes_at_most)
    counted = GlassBreakCounted(person_id=by, grant_id=request.grant_id, until_at=until_at)
    broken = GlassBroken(
        child_id=request.child_id,
        grant_id=request.grant_id,
        person_id=by,
        reason=request.reason,
        compartments=OPENED_BY_GLASS,
        until_at=until_at,
        supervisor_ids=told.supervisor_ids,
        privacy_officer_ids=told.privacy_officer_ids,
    )
    return (counted, written, broken)


def close_glass(state: GrantsState, request: CloseGlass, *, by: PersonId, at: datetime) -> Answer:
    """Record that whoever broke the glass has read enough.

    Raises: NotFound for what is not one's own; RuleBroken when it is over.
    """
    broken = state.broken.get(request.grant_id)
    if broken is None or broken.person_id != by:
        raise NotFound("grant_not_found")
    said = GlassClosed(child_id=request.child_id, grant_id=request.grant_id, closed_by=by)
    if state.closed.get(request.grant_id) == said:
        return Known((said,))
    if not state.glass_is_open(request.grant_id, at):
        raise RuleBroken("grant_already_over")
    return (said,)


def review_glass_break(
    state: GrantsState,
    request: ReviewGlassBreak,
    *,
    by: PersonId,
    at: datetime,
    kept_out: frozenset[PersonId],
) -> Answer:
    """Record what a review found, once the access is over.

    Raises: NotFound when there is none, and for whoever may be involved in a case of the child;
    RuleBroken for one's own, while it runs, and when another review is there; Invalid when a
    violation is found without a word.
    """
    broken = state.broken.get(request.grant_id)
    if broken is None or by in kept_out:
        raise NotFound("grant_not_found")
    said = GlassBreakReviewed(
        child_id=request.child_id,
        grant_id=request.grant_id,
        reviewed_by=by,
        verdict=request.verdict,
    )
    note = some_lines_if_any(request.note, field="note", at_most=REASON_AT_MOST)
    known = _reviewed_before(state, said, note)
    if known is not None:
        return Known((known,))
    if broken.person_id == by:
        raise RuleBroken("own_glass_break")
    if state.glass_is_open(request.grant_id, at):
        raise RuleBroken("glass_still_open")
    if note is None:
        if request.verdict is Verdict.VIOLATION:
            raise Invalid("required", "note")
        return (said,)
    written = AccessReasonWritten(
        child_id=request.child_id, grant_id=request.grant_id, written_by=by, why=note
    )
    return (written, said)


def _broken_before(
    state: GrantsState, request: BreakGlass, written: AccessReasonWritten
) -> GlassBroken | None:
    """Return what the same request became before. Raises: RuleBroken for the id of another."""
    before = state.broken.get(request.grant_id)
    if before is None and request.grant_id not in state.requested:
        return None
    if before is not None and before.reason == request.reason:
        by = written.written_by
        same_words = state.reasons.get((request.grant_id, by)) == written
        if before.person_id == by and same_words:
            return before
    raise RuleBroken("glass_already_broken")


def _reviewed_before(
    state: GrantsState, said: GlassBreakReviewed, note: str | None
) -> GlassBreakReviewed | None:
    """Return the same review as recorded before. Raises: RuleBroken when there is another."""
    before = state.reviewed.get(said.grant_id)
    if before is None:
        return None
    if before == said and state.why(said.grant_id, said.reviewed_by) == note:
        return before
    raise RuleBroken("already_reviewed")


def _require_room(
    of_child: GrantsState, of_person: GrantsState, breaking: Breaking, rules: RuleSet
) -> None:
    by, at = breaking.by, breaking.at
    if any(
        each.person_id == by and of_child.glass_is_open(id_, at)
        for id_, each in of_child.broken.items()
    ):
        raise RuleBroken("glass_open_already")
    # Closing early frees none: whoever looks at one child after another is stopped all the same.
    running = [each for each in of_person.counted if at < each.until_at]
    if len(running) >= rules.glass_open_at_most:
        raise RuleBroken("too_many_glass_breaks", at_most=rules.glass_open_at_most)
