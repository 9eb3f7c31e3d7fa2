"""Whether somebody may say which child a worry is about, and whom they are shown for it."""

from dataclasses import dataclass
from datetime import datetime

from application.authorisation.on_duty import require_on_duty
from application.crisis.cases.cases import OpenCase, recorded_case, standings_for_case
from application.crisis.reading.case_reading import AskedCase, note_look
from application.crisis.worries.called_so import CalledSo, called_so, is_told_by_hand
from application.ports import Actor, Ledger, Unreadable
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotFound, RuleBroken
from domain.reads.facts import Reading
from domain.referrals.joining import redirecting
from domain.referrals.joining.redirecting import Redirectable
from domain.shared import CaseId, ChildId


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirecting:
    """Of which worry somebody asks to correct the child, and what stands against it, as a code.

    `is_own` tells that they raised it, `is_told_by_hand` that the pupil has no record. `called_so`
    is who has that name at the school, for whoever has the case.
    """

    case_id: CaseId
    wrong_child_id: ChildId
    is_own: bool
    lacks: str | None
    is_told_by_hand: bool = False
    called_so: tuple[CalledSo, ...] = ()


def asked_to_redirect(ledger: Ledger, asked: AskedCase) -> Redirecting:
    """Return whether a worry can be corrected by who asks; that they look at it is recorded first.

    Raises: NotFound, NotPermitted, Unavailable, Unreadable.
    """
    standings, found = standings_for_case(ledger, asked.actor, asked.case_id, asked.now)
    standings.require(Asking.REDIRECT_CONCERN)
    require_may_correct(ledger, asked.actor, found, asked.now)
    is_own = found.raised_by == asked.actor.person_id
    request = Asking.READ_OWN_CONCERN if is_own else Asking.READ_CASE
    what = Reading.OWN_CONCERN if is_own else Reading.CASE
    note_look(ledger, asked, what, standings.require_reading(request), [found.concern.child_id])
    by_hand = is_told_by_hand(ledger, found)
    lacks = _lacks(ledger, found, asked.actor, asked.now, may_be_same=by_hand)
    asks = lacks is None and _has_it(ledger, found, asked.actor)
    return Redirecting(
        case_id=asked.case_id,
        wrong_child_id=found.concern.child_id,
        is_own=is_own,
        lacks=lacks,
        is_told_by_hand=by_hand,
        called_so=called_so(ledger, standings, found, asked) if asks else (),
    )


def _has_it(ledger: Ledger, case: OpenCase, actor: Actor) -> bool:
    """Return whether somebody has a case, or the one that it belongs to, which is readable."""
    joined_to = case.state.further.joined_to
    of = recorded_case(ledger, joined_to).state if joined_to else case.state
    return of.owner_id == actor.person_id


def is_redirectable(ledger: Ledger, case: OpenCase, actor: Actor, now: datetime) -> bool:
    """Return whether the rule lets somebody correct whom a worry is about, as it stands now."""
    return _lacks(ledger, case, actor, now) is None


def _lacks(
    ledger: Ledger, case: OpenCase, actor: Actor, now: datetime, *, may_be_same: bool = False
) -> str | None:
    joined_to = case.state.further.joined_to
    try:
        of = recorded_case(ledger, joined_to).state if joined_to else None
        redirecting.require_redirectable(
            Redirectable(
                state=case.state,
                at=case.raised_at,
                by=case.raised_by,
                joined_to=of,
                is_same_pupil=may_be_same,
            ),
            by=actor.person_id,
            now=now,
            rules=ledger.rules,
        )
    except RuleBroken as refusal:
        return refusal.code
    except (NotFound, Unreadable):
        return "case_not_found"
    return None


def require_may_correct(ledger: Ledger, actor: Actor, case: OpenCase, now: datetime) -> None:
    """Let whoever has no duty correct what they raised themselves that day alone.

    Raises: NotPermitted.
    """
    is_today = local_day(case.raised_at) == local_day(now)
    if case.raised_by != actor.person_id or not is_today:
        require_on_duty(ledger, actor, now)
