"""The reports that belong to one case: how a joined one stands, and which are other matters."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from application.crisis.cases.case_recording import CaseRequest, record_for_case
from application.crisis.cases.cases import (
    OpenCase,
    all_kept_out,
    is_kept_out,
    open_case,
    recorded_case,
)
from application.ports import Actor, History, Ledger, Receipt, Unreadable
from application.recording import Decision
from application.states import case_state, referrals_stream
from domain.access.table import Request as Asking
from domain.alerts.facts import ConcernAlerted
from domain.alerts.rules import MAY_ANSWER
from domain.errors import NotFound
from domain.referrals.facts import ConcernRaised
from domain.referrals.joining import joining
from domain.referrals.joining.joining_facts import (
    ConcernJoined,
    ConcernParted,
    FurtherConcernJoined,
    FurtherConcernParted,
    PartingReason,
)
from domain.referrals.joining.joining_state import PartConcern
from domain.shared import CaseId, Erased, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class HowItStands:
    """What whoever raised a worry is told: whether anybody was told, has it, and it is over.

    `reached` is None where nobody can say yet.
    """

    reached: bool | None
    is_taken: bool
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherConcern:
    """One more worry that belongs to a case; `concern` is None where it cannot be read.

    `is_unanswered` tells that it is graver, and that nobody took the case since it came.
    """

    further_id: CaseId
    raised_at: datetime
    raised_by: PersonId
    concern: ConcernRaised | None
    is_unanswered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What belongs to a case besides its own worry, and of which cases nothing may be told."""

    shown: tuple[FurtherConcern, ...] = ()
    hidden: frozenset[CaseId] = frozenset()
    hidden_causes: frozenset[UUID] = frozenset()

    @property
    def people(self) -> frozenset[PersonId]:
        """Everybody of whom it tells."""
        named = (who for each in self.shown if each.concern for who in each.concern.involved_ids)
        return frozenset((*(each.raised_by for each in self.shown), *named))

    def may_tell(self, fact: object) -> bool:
        """Return whether a fact of the case tells of none that is hidden."""
        match fact:
            case FurtherConcernJoined() | FurtherConcernParted():
                return fact.further_id not in self.hidden
            case ConcernJoined():
                return fact.joined_to not in self.hidden
            case ConcernParted():
                return fact.parted_from not in self.hidden
            case ConcernAlerted():
                return fact.cause_id not in self.hidden_causes
            case _:
                return True


NOTHING_BESIDE = Beside()


def how_it_stands(ledger: Ledger, report: OpenCase) -> HowItStands:
    """Return how a worry stands; one that was joined stands as the case it belongs to.

    Nothing else of that case is told. Of a graver report it is said that somebody has it once
    somebody took the case with it. Where the case cannot be read nobody can say that anybody has
    it: then whoever raised it is asked to telephone.
    """
    further_id, joined_to = report.concern.case_id, report.state.further.joined_to
    if joined_to is None:
        return HowItStands(
            reached=report.reached if report.alerts else None,
            is_taken=report.state.owner_id is not None,
            is_over=report.state.is_over,
        )
    try:
        case = recorded_case(ledger, joined_to)
    except (NotFound, Unreadable):
        return HowItStands(reached=None, is_taken=False, is_over=False)
    is_known = further_id not in case.state.further.unanswered
    # Who was told of the case before was told of another's report, not of this one.
    told = [each for each in case.alerts if each.cause_id == report.first.event_id]
    reached = any(each.role in MAY_ANSWER for alert in told for each in alert.addressees)
    # Of one that was joined by hand people were told before, as of a case of its own.
    before = report.reached if report.alerts else None
    return HowItStands(
        reached=reached if told else before,
        is_taken=is_known and case.state.owner_id is not None,
        is_over=case.state.is_over,
    )


def beside(ledger: Ledger, case: OpenCase, actor: Actor, now: datetime) -> Beside:
    """Return what else was reported of the child of a case, as far as the asker may see it.

    Whoever is kept out of one of them today is told neither of it nor that it was ever joined.

    Raises: Unavailable.
    """
    further = case.state.further
    shown, hidden = [], set()
    for further_id in {**further.joined, **further.parted}:
        report = _readable(ledger, further_id)
        if report is not None and actor.person_id in all_kept_out(ledger, report, now):
            hidden.add(further_id)
        elif further_id in further.joined:
            shown.append(_shown(further.joined[further_id], report, further.unanswered))
    for other_id in _belonged_to(case):
        if is_kept_out(ledger, actor, other_id, now):
            hidden.add(other_id)
    hidden.update(_of_another_child(case))
    causes = (_cause(ledger, each) for each in hidden)
    return Beside(
        shown=tuple(sorted(shown, key=lambda each: each.raised_at)),
        hidden=frozenset(hidden),
        hidden_causes=frozenset(each for each in causes if each is not None),
    )


def part_concern(ledger: Ledger, actor: Actor, request: PartConcern, now: datetime) -> Receipt:
    """Record that a report is another matter, and a case of its own again (另有其事)."""
    report = referrals_stream(request.further_id)

    def decide(case: OpenCase, history: History) -> Decision:
        return joining.part_concern(
            case.state, case_state(history, request.further_id), request, by=actor.person_id
        )

    asked = CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.PART_CONCERN,
        request_id=uuid5(request.further_id, f"part/{request.case_id}"),
        now=now,
        beside=[report],
    )
    return record_for_case(ledger, asked, decide)


def _readable(ledger: Ledger, case_id: CaseId) -> OpenCase | None:
    try:
        return open_case(ledger, case_id)
    except (NotFound, Unreadable):
        return None


def _cause(ledger: Ledger, case_id: CaseId) -> UUID | None:
    """Return because of which fact people were told of a worry, also of one that was corrected."""
    try:
        history = ledger.log.load([referrals_stream(case_id)])
    except Unreadable:
        return None
    recorded = () if isinstance(history, Erased) else history.recorded
    return next((e.event_id for e in recorded if isinstance(e.fact, ConcernRaised)), None)


def _of_another_child(case: OpenCase) -> Iterator[CaseId]:
    """Return what belonged together with this one and was about another child: nobody is told."""
    for each in case.history.recorded:
        fact = each.fact
        if isinstance(fact, ConcernParted) and fact.reason is PartingReason.OTHER_CHILD:
            yield fact.parted_from
        if isinstance(fact, FurtherConcernParted) and fact.reason is PartingReason.OTHER_CHILD:
            yield fact.further_id


def _belonged_to(case: OpenCase) -> Iterator[CaseId]:
    for each in case.history.recorded:
        if isinstance(each.fact, ConcernJoined):
            yield each.fact.joined_to


def _shown(
    joined: FurtherConcernJoined, report: OpenCase | None, unanswered: Set[CaseId]
) -> FurtherConcern:
    return FurtherConcern(
        further_id=joined.further_id,
        raised_at=joined.raised_at,
        raised_by=joined.raised_by,
        concern=report.concern if report else None,
        is_unanswered=joined.further_id in unanswered,
    )
