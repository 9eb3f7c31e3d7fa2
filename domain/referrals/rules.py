"""How a worry is raised once, taken by a named person, passed on or withdrawn."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import UTC, datetime

from domain.errors import Invalid, NotFound, RuleBroken
from domain.referrals.ending import require_withdrawable
from domain.referrals.facts import (
    ConcernConflictKept,
    ConcernPassedOn,
    ConcernRaised,
    ConcernTaken,
    ConcernWithdrawn,
    PupilNamed,
    ReferralsEvent,
    Repeat,
)
from domain.referrals.state import (
    CaseState,
    PassConcernOn,
    RaiseConcern,
    TakeConcern,
    WithdrawConcern,
)
from domain.shared import CaseId, Known, OrganisationId, PersonId
from domain.text import NAME_AT_MOST, NOTE_AT_MOST, REASON_AT_MOST, one_line_if_any, without_unseen
from domain.text import some_lines as lines
from domain.text import some_lines_if_any as lines_if_any

Facts = tuple[ReferralsEvent, ...]
Answer = Facts | Known[ReferralsEvent]


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilOnFile:
    """Where a child with a care file belongs; what the file knows goes before what is told."""

    class_id: OrganisationId | None = None
    school_id: OrganisationId | None = None
    village_id: OrganisationId | None = None


def raise_concern(
    state: CaseState,
    request: RaiseConcern,
    *,
    on_file: PupilOnFile | None,
    is_registered: bool,
) -> Answer:
    """Record a worry about any pupil, or keep a repeat that differs from the first beside it.

    A worry that was recorded is never refused: its repeat is kept even when the case is over. Nor
    is one for the clock of a phone that is ahead, or for characters that cannot be seen.

    Raises: Invalid when a child who is not registered is neither named nor described, or for a text
    too long; RuleBroken when the case is about another child.
    """
    raised, named = _as_said(request, _places(state, request, on_file)), _named(request)
    kept = ConcernConflictKept(case_id=raised.case_id, child_id=raised.child_id, kept=raised)
    if state.raised is None:
        if named is None and not is_registered:
            raise Invalid("required", "name")
        return _together(raised, named)
    if state.raised.child_id != raised.child_id:
        raise RuleBroken("case_of_another_child")
    if (state.raised, state.named) == (raised, named):
        return Known(_together(raised, named))
    other = _named(request, with_conflict=True)
    known = next((each for each in state.conflicts if each.kept == raised), None)
    if known is not None and (other is None or other in state.conflicting_names):
        return Known(_together(known, other), conflicts=True)
    return _together(kept, other)


def take_concern(
    state: CaseState,
    request: TakeConcern,
    *,
    by: PersonId,
    may_answer: Set[PersonId],
    before: object | None,
    unseen: Set[CaseId] = frozenset(),
) -> Answer:
    """Record that a person answers for the case from now on; `may_answer` are those who can today.

    Whoever can answer no more, or took it before a graver report came, stands in nobody's way.
    `before` is the fact recorded under this very id: a late repeat takes nothing from anybody.
    Nobody takes what they were not shown: `unseen` are the reports that came since.

    Raises: NotFound; RuleBroken when it is over or another's, the id is taken, a report unseen.
    """
    raised = require_raised(state)
    said = ConcernTaken(case_id=request.case_id, child_id=raised.child_id, taken_by=by)
    if before not in (None, said):
        raise RuleBroken("taking_already_recorded")
    waits = bool(state.further.unanswered)
    if before == said or (state.owner_id == by and not waits):
        return Known((said,))
    require_open(state)
    if state.owner_id in may_answer and not waits:
        raise RuleBroken("concern_already_taken")
    if not state.further.unanswered.isdisjoint(unseen):
        raise RuleBroken("concern_came_meanwhile")
    return (said,)


def pass_concern_on(
    state: CaseState, request: PassConcernOn, *, by: PersonId, may_answer: Set[PersonId]
) -> Answer:
    """Record that a case is passed on and why; `may_answer` are those who may take it.

    Raises: NotFound for no such case; RuleBroken when it is over, somebody else has it, or nobody
    of that id may answer for it; Invalid without a reason.
    """
    raised = require_raised(state)
    said = ConcernPassedOn(
        case_id=request.case_id,
        child_id=raised.child_id,
        pass_id=request.pass_id,
        passed_by=by,
        passed_to=request.to_id,
        why=lines(request.why, field="why", at_most=REASON_AT_MOST),
    )
    before = state.passed.get(request.pass_id)
    if before is not None:
        if before == said:
            return Known((said,))
        raise RuleBroken("pass_already_recorded")
    require_open(state)
    if state.owner_id not in (None, by):
        raise RuleBroken("concern_already_taken")
    if request.to_id == by or request.to_id not in may_answer:
        raise RuleBroken("may_not_answer_for_it", field="to_id")
    return (said,)


def withdraw_concern(state: CaseState, request: WithdrawConcern, *, by: PersonId) -> Answer:
    """Record that the case is over and why; whoever answers for it says so.

    Raises: NotFound for no such case; RuleBroken when it is over already, a crisis level holds, the
    child is on leave, was referred or was worse again, or another has it; Invalid without a reason.
    """
    raised = require_raised(state)
    said = ConcernWithdrawn(
        case_id=request.case_id,
        child_id=raised.child_id,
        withdrawn_by=by,
        reason=request.reason,
        why=lines(request.why, field="why", at_most=REASON_AT_MOST),
    )
    if state.withdrawn == said:
        return Known((said,))
    require_owner(state, by)
    require_withdrawable(state)
    return (said,)


def require_raised(state: CaseState) -> ConcernRaised:
    """Return the worry the case is about. Raises: NotFound."""
    if state.raised is None:
        raise NotFound("case_not_found")
    return state.raised


def require_open(state: CaseState) -> None:
    """Raises: RuleBroken when the case is over, or belongs to another."""
    if state.is_over:
        code = "concern_withdrawn" if state.withdrawn else "case_closed"
        code = "concern_joined" if state.further.joined_to else code
        raise RuleBroken("case_restored" if state.restored else code)


def require_owner(state: CaseState, by: PersonId) -> None:
    """Raises: RuleBroken when the case is over or this person does not answer for it."""
    require_open(state)
    if state.owner_id != by:
        raise RuleBroken("take_it_first")


def _places(
    state: CaseState, request: RaiseConcern, on_file: PupilOnFile | None
) -> PupilOnFile | ConcernRaised | RaiseConcern:
    if on_file is None:
        return request
    if state.raised is not None:
        # A repeat finds the places as they were taken from the file the first time.
        return state.raised
    # A class is told together with its school.
    school = request if on_file.school_id is None else on_file
    return PupilOnFile(
        class_id=school.class_id,
        school_id=school.school_id,
        village_id=on_file.village_id or request.village_id,
    )


def _as_said(
    request: RaiseConcern, places: PupilOnFile | ConcernRaised | RaiseConcern
) -> ConcernRaised:
    heard = without_unseen(request.heard or "")
    return ConcernRaised(
        case_id=request.case_id,
        child_id=request.child_id,
        situation=request.counted_situation,
        signs=request.signs,
        heard=lines_if_any(heard, field="heard", at_most=NOTE_AT_MOST),
        is_with_child=request.is_with_child,
        involved=request.involved,
        involved_ids=request.involved_ids,
        may_tell_guardian=request.may_tell_guardian,
        noticed_at=_in_utc(request.noticed_at),
        class_id=places.class_id,
        school_id=places.school_id,
        village_id=places.village_id,
    )


def _named(request: RaiseConcern, *, with_conflict: bool = False) -> PupilNamed | None:
    name = one_line_if_any(_in_a_line(request.name), field="name", at_most=NAME_AT_MOST)
    described_as = one_line_if_any(
        _in_a_line(request.described_as), field="described_as", at_most=REASON_AT_MOST
    )
    if name is None and described_as is None:
        return None
    return PupilNamed(
        case_id=request.case_id,
        child_id=request.child_id,
        name=name,
        described_as=described_as,
        with_conflict=with_conflict,
    )


def _together(concern: ConcernRaised | Repeat, named: PupilNamed | None) -> Facts:
    return (concern,) if named is None else (named, concern)


def _in_a_line(text: str | None) -> str | None:
    return None if text is None else " ".join(without_unseen(text).split())


def _in_utc(at: datetime | None) -> datetime | None:
    if at is None:
        return None
    if at.tzinfo is None:
        raise Invalid("time_without_zone", "noticed_at")
    return at.astimezone(UTC)
