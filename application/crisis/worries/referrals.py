"""Requests about a worry: raised by anybody, taken by a named person, passed on, withdrawn."""

from dataclasses import replace
from datetime import datetime
from uuid import uuid5

from application.authorisation.permission import permit_anybody
from application.crisis.cases.case_recording import CaseRequest, record_for_case
from application.crisis.cases.cases import OpenCase, may_answer, standings_for_case
from application.crisis.cases.left_cases import answers_no_more
from application.crisis.worries.redirected import followed
from application.ports import Actor, History, Ledger, Receipt
from application.recording import Decision, Request
from application.states import (
    care_state,
    case_state,
    child_state,
    referrals_stream,
)
from application.whatever_the_file import record_whatever_the_file
from domain.access.table import Request as Asking
from domain.errors import NotFound, RuleBroken
from domain.referrals import rules
from domain.referrals.joining.joining_facts import FurtherConcernJoined, TakingAskedAnew
from domain.referrals.joining.redirecting import said_again
from domain.referrals.state import (
    CaseState,
    PassConcernOn,
    RaiseConcern,
    TakeConcern,
    WithdrawConcern,
)
from domain.shared import CaseId, Known, PersonId, RequestId


def raise_concern(
    ledger: Ledger,
    actor: Actor,
    request: RaiseConcern,
    now: datetime,
    entered_at: datetime | None = None,
) -> Receipt:
    """Record a worry about any pupil; nothing but the log itself can stand in its way.

    No view is asked, so it goes through while they are behind. Sent twice it is recorded once;
    with other content it is kept beside the first and refused with that receipt.

    Raises: RuleBroken when the child was erased: nothing more can be recorded about it.
    """
    context = replace(permit_anybody(actor, Asking.RAISE_CONCERN), entered_at=entered_at)
    asked = Request(request_id=request.case_id, actor=actor, now=now, context=context)
    try:
        return record_whatever_the_file(
            ledger,
            asked,
            referrals_stream(request.case_id),
            request.child_id,
            lambda case, child, care: worry_decided(request, case, child, care),
        )
    except (_RaisedAboutAnother, NotFound):
        said = _said_of_right_child(ledger, request)
    return raise_concern(ledger, actor, said, now, entered_at)


class _RaisedAboutAnother(Exception):
    """The worry was corrected since: it is about another child."""


def _said_of_right_child(ledger: Ledger, request: RaiseConcern) -> RaiseConcern:
    """Return what came late as of the right child: it never falls on the wrong one."""
    to = followed(ledger, request.case_id)
    if to is None or to.raised is None:
        raise RuleBroken("child_erased")
    return said_again(to.raised, request)


def take_concern(ledger: Ledger, actor: Actor, request: TakeConcern, now: datetime) -> Receipt:
    """Record that the person answers for the case from now on (我来处理)."""
    asked = CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.TAKE_CONCERN,
        request_id=request.taking_id,
        now=now,
    )
    return record_for_case(
        ledger,
        asked,
        lambda case, history: rules.take_concern(
            case.state,
            request,
            by=actor.person_id,
            may_answer=ledger.reachable(_answering(ledger, case, now)),
            before=history.under(RequestId(request.taking_id)),
            unseen=joined_since(case, request.seen),
        ),
    )


def joined_since(case: OpenCase, seen: int | None) -> frozenset[CaseId]:
    """Return which reports were joined after what was shown; all where nobody says what was.

    That the case itself was found graver counts as one, under its own id.
    """
    since = (e.fact for e in case.history.recorded if seen is None or e.position > seen)
    joined = (e for e in since if isinstance(e, FurtherConcernJoined | TakingAskedAnew))
    return frozenset(
        each.case_id if isinstance(each, TakingAskedAnew) else each.further_id for each in joined
    )


def pass_concern_on(ledger: Ledger, actor: Actor, request: PassConcernOn, now: datetime) -> Receipt:
    """Record that the case goes to another person, and why (不是我,转给…)."""
    asked = CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.PASS_CONCERN_ON,
        request_id=request.pass_id,
        now=now,
    )
    return record_for_case(
        ledger,
        asked,
        lambda case, _: rules.pass_concern_on(
            case.state, request, by=actor.person_id, may_answer=_answering(ledger, case, now)
        ),
    )


def withdraw_concern(
    ledger: Ledger, actor: Actor, request: WithdrawConcern, now: datetime
) -> Receipt:
    """Record that the case is over, and why."""
    asked = CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.WITHDRAW_CONCERN,
        request_id=uuid5(request.case_id, "withdraw"),
        now=now,
    )
    return record_for_case(
        ledger,
        asked,
        lambda case, _: rules.withdraw_concern(case.state, request, by=actor.person_id),
    )


def may_take_over(ledger: Ledger, actor: Actor, case_id: CaseId, now: datetime) -> bool:
    """Return whether the person may take a case from somebody who can answer for it no more."""
    standings, case = standings_for_case(ledger, actor, case_id, now)
    owner_id = case.state.owner_id
    if owner_id in (None, actor.person_id) or case.state.is_over:
        return False
    return standings.allow(Asking.TAKE_CONCERN) and answers_no_more(ledger, case, now)


def people_who_may_answer(
    ledger: Ledger, actor: Actor, case_id: CaseId, now: datetime
) -> frozenset[PersonId]:
    """Return to whom a case may be passed on, other than the person who asks."""
    standings, case = standings_for_case(ledger, actor, case_id, now)
    standings.require(Asking.PASS_CONCERN_ON)
    return _answering(ledger, case, now) - {actor.person_id}


def _answering(ledger: Ledger, case: OpenCase, now: datetime) -> frozenset[PersonId]:
    return frozenset(each.person_id for each in may_answer(ledger, case, now))


def worry_decided(
    request: RaiseConcern, case: History, child: History | None, care: History | None
) -> Decision:
    """Decide on the case and on what can be read of the child, None for what cannot.

    A repeat that is the same is answered by the receipt of the first also where that was corrected
    since to be about another child; one that is not is none of the wrong child any more.
    """
    state = case_state(case, request.case_id)
    decided = rules.raise_concern(
        state,
        request,
        on_file=_on_file(request, state, care),
        is_registered=child is None or child_state(child, request.child_id).registered is not None,
    )
    is_same = isinstance(decided, Known) and not decided.conflicts
    if state.further.misdirected and not is_same:
        raise _RaisedAboutAnother
    return decided


def _on_file(
    request: RaiseConcern, state: CaseState, care: History | None
) -> rules.PupilOnFile | None:
    if care is None:
        # Places that were taken from the file stand in the first record.
        return rules.PupilOnFile() if state.raised else None
    known = care_state(care, request.child_id)
    if not known.opened:
        return None
    return rules.PupilOnFile(
        class_id=known.schooling.class_id if known.schooling else None,
        school_id=known.schooling.school_id if known.schooling else None,
        village_id=known.residence.village_id if known.residence else None,
    )
