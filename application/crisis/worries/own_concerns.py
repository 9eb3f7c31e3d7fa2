"""What whoever raised a worry is told of it: that it arrived, and whether somebody has it."""

from dataclasses import dataclass, replace
from datetime import datetime

from application.authorisation.on_duty import require_on_duty
from application.authorisation.permission import Standings
from application.crisis.cases.cases import OpenCase, recorded_case, standings_for_case
from application.crisis.cases.further_concerns import how_it_stands
from application.crisis.reading.case_reading import AskedCase, note_look
from application.crisis.worries.redirectable import is_redirectable
from application.crisis.worries.redirected import followed
from application.ports import Actor, Ledger, Recorded
from application.states import referrals_stream
from domain.access.table import Request as Asking
from domain.access.table import Standing
from domain.days import local_day
from domain.errors import NotFound, Unavailable
from domain.reads.facts import Reading
from domain.referrals.facts import ConcernRaised
from domain.shared import CaseId, Erased
from domain.staff.facts import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnConcern:
    """What whoever raised a worry is told of it: that it arrived, and that somebody has it.

    `reached` is None until the reaction has told anybody; False when nobody could be told.
    `position` and `leaf_hash` are of the worry as it was raised first, `case_id` is the case of
    the right child, where that was corrected; `may_redirect` tells that it can be,
    `was_redirected` that somebody else did: whoever raised it knows best whether that is so. A
    volunteer (`is_by_volunteer`) is asked for the first thing to do alone.
    """

    case_id: CaseId
    concern: ConcernRaised
    position: int
    leaf_hash: bytes
    raised_at: datetime
    reached: bool | None
    is_taken: bool
    is_over: bool
    may_redirect: bool
    was_redirected: bool
    is_by_volunteer: bool = False


def standings_for_reporter(
    ledger: Ledger, actor: Actor, case_id: CaseId, now: datetime
) -> tuple[Standings, OpenCase]:
    """Return the standings for a case, or while they cannot be told that of having raised it.

    That one the log alone can tell, so the answer to a worry waits for no view.

    Raises: NotFound; Unavailable for whoever did not raise it; Unreadable.
    """
    try:
        return standings_for_case(ledger, actor, case_id, now)
    except Unavailable:
        case = recorded_case(ledger, case_id)
        if case.raised_by != actor.person_id:
            raise
    held = frozenset({Standing.RAISED_THE_CONCERN})
    return Standings(actor=actor, held=held, duties=()), case


def own_concern(ledger: Ledger, asked: AskedCase) -> OwnConcern:
    """Return to whoever raised a worry how it stands; who has no duty sees it that day alone.

    By the number of one that was raised about the wrong child they see that of the right one.

    Raises: NotFound, NotPermitted, Unavailable, Unreadable.
    """
    standings, found, first = _found(ledger, asked)
    access = standings.require_reading(Asking.READ_OWN_CONCERN)
    if local_day(found.raised_at) != local_day(asked.now):
        require_on_duty(ledger, asked.actor, asked.now)
    note_look(ledger, asked, Reading.OWN_CONCERN, access, [found.concern.child_id])
    stands = how_it_stands(ledger, found)
    may = standings.allow(Asking.REDIRECT_CONCERN)
    return OwnConcern(
        case_id=found.concern.case_id,
        # Where the child belongs may come from the file, which is not theirs to see.
        concern=replace(found.concern, class_id=None, school_id=None, village_id=None),
        position=first.position,
        leaf_hash=first.leaf_hash,
        raised_at=found.raised_at,
        reached=stands.reached,
        is_taken=stands.is_taken,
        is_over=stands.is_over,
        was_redirected=found.first.actor_id != found.raised_by,
        may_redirect=may and is_redirectable(ledger, found, asked.actor, asked.now),
        is_by_volunteer=_is_volunteer(standings, asked.now),
    )


def _is_volunteer(standings: Standings, now: datetime) -> bool:
    today = local_day(now)
    return {each.role for each in standings.duties if each.holds_on(today)} == {Role.VOLUNTEER}


def _found(ledger: Ledger, asked: AskedCase) -> tuple[Standings, OpenCase, Recorded[object]]:
    """Return the standings, the case, and the record by which the worry is known."""
    try:
        standings, found = standings_for_reporter(ledger, asked.actor, asked.case_id, asked.now)
    except NotFound:
        state = followed(ledger, asked.case_id)
        if state is None or state.raised is None:
            raise
    else:
        return standings, found, found.first
    case_id = state.raised.case_id
    standings, found = standings_for_reporter(ledger, asked.actor, case_id, asked.now)
    if found.raised_by != asked.actor.person_id:
        # That one became the other is told to nobody else, whatever they may see of either.
        raise NotFound("case_not_found")
    return standings, found, _raised_first(ledger, asked.case_id) or found.first


def _raised_first(ledger: Ledger, case_id: CaseId) -> Recorded[object] | None:
    history = ledger.log.load([referrals_stream(case_id)])
    recorded = () if isinstance(history, Erased) else history.recorded
    return next((each for each in recorded if isinstance(each.fact, ConcernRaised)), None)
