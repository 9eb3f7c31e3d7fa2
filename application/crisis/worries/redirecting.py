"""Corrects which child a worry is about, in one commit of both cases (改到对的孩子)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from application.crisis.cases.case_recording import CaseRequest, record_for_case
from application.crisis.cases.cases import (
    OpenCase,
    chain_of,
    places_of,
    standings_for_case,
)
from application.crisis.cases.held import place_of
from application.crisis.cases.kept_out import kept_out_by
from application.crisis.worries.called_so import is_called_so
from application.crisis.worries.redirectable import require_may_correct
from application.crisis.worries.redirected import redirected_id, repeats_in
from application.crisis.worries.referrals import worry_decided
from application.ports import Actor, History, Ledger, Receipt
from application.recording import Decision, receipt_at
from application.states import care_stream, case_state, children_stream, referrals_stream
from application.whatever_the_file import readable
from domain.access.table import Request as Asking
from domain.alerts.rules import with_repeats
from domain.days import local_day
from domain.errors import NotFound, NotPermitted, RuleBroken, Unavailable
from domain.referrals.facts import ConcernRaised, PupilNamed
from domain.referrals.joining import redirecting
from domain.referrals.joining.redirecting import Redirectable, RedirectConcern
from domain.referrals.joining.redirecting_facts import ConcernMisdirected
from domain.referrals.rules import Facts
from domain.shared import CaseId, Erased, Known, Stream


def redirect_concern(
    ledger: Ledger, actor: Actor, request: RedirectConcern, now: datetime
) -> Receipt:
    """Record that a worry is about another child, since it was raised first; once.

    Whoever asks again is answered the first receipt, though there is no such case any more.

    Raises: NotFound, NotPermitted, Unavailable, Unreadable; as the rule.
    """
    try:
        return _redirected(ledger, actor, request, now)
    except NotFound:
        before = _receipt_before(ledger, actor, request)
        if before is None:
            raise
        return before


def _redirected(ledger: Ledger, actor: Actor, request: RedirectConcern, now: datetime) -> Receipt:
    _standings, found = standings_for_case(ledger, actor, request.case_id, now)
    require_may_correct(ledger, actor, found, now)
    beside = _streams_beside(found)

    def decide(case: OpenCase, history: History) -> Decision:
        if not set(_streams_beside(case)) <= set(beside):
            raise Unavailable("busy")  # A report was joined meanwhile.
        return _decided(ledger, actor, request, case, history, now)

    asked = CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.REDIRECT_CONCERN,
        request_id=_request_id(request.case_id),
        now=now,
        beside=beside,
    )
    return record_for_case(ledger, asked, decide)


def _streams_beside(case: OpenCase) -> Sequence[Stream]:
    further = case.state.further
    others = (*further.joined, *((further.joined_to,) if further.joined_to else ()))
    return [referrals_stream(each) for each in (redirected_id(case.concern.case_id), *others)]


def _decided(
    ledger: Ledger,
    actor: Actor,
    request: RedirectConcern,
    case: OpenCase,
    history: History,
    now: datetime,
) -> Facts:
    further = case.state.further
    worry = Redirectable(
        state=case.state,
        at=case.raised_at,
        by=case.raised_by,
        repeats=repeats_in(history, request.case_id),
        joined_to=case_state(history, further.joined_to) if further.joined_to else None,
        reports={each: case_state(history, each) for each in further.joined},
        is_same_pupil=is_called_so(ledger, case, request),
    )
    by = actor.person_id
    redirecting.require_redirectable(worry, by=by, now=now, rules=ledger.rules)
    anew = _raised_anew(ledger, request, case, history)
    _require_not_named(ledger, actor, case, anew, now)
    return redirecting.redirect_concern(worry, anew, by=by, now=now, rules=ledger.rules)


def _raised_anew(
    ledger: Ledger, request: RedirectConcern, case: OpenCase, history: History
) -> Facts:
    """Return the worry as raised about the right child, by what can be read of that child's file.

    Raises: RuleBroken when that child was erased, or the id is used.
    """
    to_id = redirected_id(request.case_id)
    if history.of(referrals_stream(to_id)):
        raise RuleBroken("id_already_used")
    try:
        child = readable(ledger, children_stream(request.child_id))
        care = readable(ledger, care_stream(request.child_id))
    except NotFound:
        raise RuleBroken("child_erased") from None
    raised = redirecting.raised_anew(case.state, request, to_id)
    decided = worry_decided(raised, history, child, care)
    if isinstance(decided, Known):
        raise TypeError("nothing was recorded of it before")
    return tuple(each for each in decided if isinstance(each, ConcernRaised | PupilNamed))


def _require_not_named(
    ledger: Ledger, actor: Actor, case: OpenCase, anew: Facts, now: datetime
) -> None:
    """Refuse whom the words mean by their post for the right child, as one without standing.

    Raises: NotPermitted; Unavailable.
    """
    raised = next(each for each in anew if isinstance(each, ConcernRaised))
    said = with_repeats(raised, [each.kept for each in case.state.conflicts])
    place_id = place_of(ledger, case.raised_by, raised, now)
    chain = chain_of(ledger, {*places_of(raised), *((place_id,) if place_id else ())})
    posts = ledger.access.posts_at(chain, local_day(now)) if chain else ()
    if actor.person_id in kept_out_by(ledger, said, posts, chain, now):
        raise NotPermitted("standing_not_enough", request=Asking.REDIRECT_CONCERN)


def _receipt_before(ledger: Ledger, actor: Actor, request: RedirectConcern) -> Receipt | None:
    """Return the receipt of the same correction by the same person, None where there was none.

    Raises: RuleBroken where it was corrected to another child.
    """
    own, to = (referrals_stream(each) for each in (request.case_id, redirected_id(request.case_id)))
    history = ledger.log.load([own, to])
    if isinstance(history, Erased):
        return None
    theirs = [
        each
        for each in history.recorded
        if isinstance(each.fact, ConcernMisdirected)
        and each.stream == own
        and each.actor_id == actor.person_id
    ]
    if not theirs:
        return None
    raised = case_state(history, redirected_id(request.case_id)).raised
    if raised is None or raised.child_id != request.child_id:
        raise RuleBroken("already_redirected")
    same = [each for each in history.recorded if each.request_id == theirs[0].request_id]
    return receipt_at(same[-1])


def _request_id(case_id: CaseId) -> UUID:
    return uuid5(case_id, "redirect")
