"""Requests about who is with the child, and who brings it to a hospital at once."""

from datetime import datetime
from uuid import uuid5

from application.crisis.cases.case_recording import CaseRequest, record_for_case
from application.crisis.cases.cases import OpenCase, all_kept_out, may_answer, standings_for_case
from application.ports import Actor, History, Ledger, Receipt
from application.recording import Decision
from application.states import staff_state, staff_stream
from domain.access.table import Request as Asking
from domain.errors import RuleBroken
from domain.referrals.family import company
from domain.referrals.family.company import Saying
from domain.referrals.family.guardian_state import AccompanyChild, EndAccompanying, StartEscort
from domain.shared import CaseId, PersonId
from domain.staff.facts import OrganisationKind


def accompany_child(
    ledger: Ledger, actor: Actor, request: AccompanyChild, now: datetime
) -> Receipt:
    """Record who is physically with the child (有人陪着)."""
    with_id = request.with_id

    def decide(case: OpenCase, history: History) -> Decision:
        if with_id is not None:
            _require_registered(history, with_id, "with_id")
        saying = _saying(ledger, actor, case, now)
        return company.accompany_child(case.state, request, saying, ledger.rules)

    asked = CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.ACCOMPANY_CHILD,
        request_id=request.company_id,
        now=now,
        beside=[staff_stream(with_id)] if with_id else [],
    )
    return record_for_case(ledger, asked, decide)


def end_accompanying(
    ledger: Ledger, actor: Actor, request: EndAccompanying, now: datetime
) -> Receipt:
    """Record that they are no longer with the child (不再陪着)."""
    asked = CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.ACCOMPANY_CHILD,
        request_id=uuid5(request.company_id, "end"),
        now=now,
    )
    return record_for_case(
        ledger,
        asked,
        lambda case, _: company.end_accompanying(
            case.state, request, _saying(ledger, actor, case, now), ledger.rules
        ),
    )


def start_escort(ledger: Ledger, actor: Actor, request: StartEscort, now: datetime) -> Receipt:
    """Record that the child is brought to a hospital at once, without waiting (紧急送诊)."""

    def decide(case: OpenCase, history: History) -> Decision:
        known = staff_state(history, request.hospital_id).organisation
        if known is None or known.kind is not OrganisationKind.HOSPITAL:
            raise RuleBroken("not_a_hospital", field="hospital_id")
        _require_registered(history, request.escorted_by, "escorted_by")
        saying = _saying(ledger, actor, case, now)
        return company.start_escort(case.state, request, saying, ledger.rules)

    asked = CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.ACCOMPANY_CHILD,
        request_id=request.escort_id,
        now=now,
        beside=[staff_stream(request.hospital_id), staff_stream(request.escorted_by)],
    )
    return record_for_case(ledger, asked, decide)


def people_around(
    ledger: Ledger, actor: Actor, case_id: CaseId, now: datetime
) -> frozenset[PersonId]:
    """Return whom of staff the forms offer: who may answer today, the person who asks among them.

    By JSON anybody registered may be named who is not kept out.
    """
    standings, case = standings_for_case(ledger, actor, case_id, now)
    standings.require(Asking.ACCOMPANY_CHILD)
    return frozenset(each.person_id for each in may_answer(ledger, case, now))


def _saying(ledger: Ledger, actor: Actor, case: OpenCase, now: datetime) -> Saying:
    return Saying(by=actor.person_id, now=now, kept_out=all_kept_out(ledger, case, now))


def _require_registered(history: History, person_id: PersonId, field: str) -> None:
    if staff_state(history, person_id).person is None:
        raise RuleBroken("person_not_registered", field=field)
