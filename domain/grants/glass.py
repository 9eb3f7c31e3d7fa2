"""Break-glass: one child opened in an emergency, for reading, for minutes, told and reviewed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

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
from domain.grants.telling import Told
from domain.ruleset import RuleSet
from domain.shared import Known, PersonId
from domain.text import REASON_AT_MOST, some_lines, some_lines_if_any

Answer = tuple[GrantsEvent, ...] | Known[GrantsEvent]


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaking:
    """Who breaks the glass, when, and who is told."""

    by: PersonId
    at: datetime
    told: Told


def broken_before(
    of_child: GrantsState,
    of_person: GrantsState,
    request: BreakGlass,
    *,
    by: PersonId,
    at: datetime,
    rules: RuleSet,
) -> Known[GrantsEvent] | None:
    """Return what the same request became before; None where the glass can be broken anew.

    It knows of nothing but the words and the person's own accesses: asked before anybody looks for
    the child, every refusal of it is the same for all children.

    Raises: Invalid without a reason in words; RuleBroken when the id stands for something else,
    when it is open for this person already, when too many of theirs run, and when nobody has
    reviewed the ones before.
    """
    written = _written(request, by)
    before = _same_before(of_child, of_person, request, written)
    if before is not None:
        return Known((before,))
    own = {id_: each for id_, each in of_child.broken.items() if each.person_id == by}
    if any(of_child.glass_is_open(each, at) for each in own):
        raise RuleBroken("glass_open_already")
    # Closing early frees none: whoever looks at one child after another is stopped all the same.
    running = [each for each in of_person.counted if at < each.until_at]
    if len(running) >= rules.glass_open_at_most:
        raise RuleBroken("too_many_glass_breaks", at_most=rules.glass_open_at_most)
    if len(own.keys() - of_child.reviewed.keys()) >= rules.glass.unreviewed_at_most:
        raise RuleBroken("glass_awaits_review", at_most=rules.glass.unreviewed_at_most)
    return None


def break_glass(
    of_child: GrantsState,
    of_person: GrantsState,
    request: BreakGlass,
    breaking: Breaking,
    *,
    rules: RuleSet,
) -> Answer:
    """Record that a person opens a child's record in an emergency, and who is told of it.

    Raises: as `broken_before`.
    """
    by, at, told = breaking.by, breaking.at, breaking.told
    known = broken_before(of_child, of_person, request, by=by, at=at, rules=rules)
    if known is not None:
        return known
    until_at = at + timedelta(minutes=rules.glass_minutes_at_most)
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
    return (counted, _written(request, by), broken)


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


def _written(request: BreakGlass, by: PersonId) -> AccessReasonWritten:
    return AccessReasonWritten(
        child_id=request.child_id,
        grant_id=request.grant_id,
        written_by=by,
        why=some_lines(request.why, field="why", at_most=REASON_AT_MOST),
    )


def _same_before(
    of_child: GrantsState,
    of_person: GrantsState,
    request: BreakGlass,
    written: AccessReasonWritten,
) -> GlassBroken | None:
    """Return what the same request became before. Raises: RuleBroken for the id of another."""
    id_, by = request.grant_id, written.written_by
    before = of_child.broken.get(id_)
    is_used = id_ in of_child.requested or any(each.grant_id == id_ for each in of_person.counted)
    if before is None and not is_used:
        return None
    said = before and (before.person_id, before.reason, of_child.reasons.get((id_, by)))
    if said == (by, request.reason, written):
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
