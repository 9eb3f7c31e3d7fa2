"""What a class teacher learns of a pupil in acute danger, and what they say to it.

It is which pupil, and that the danger is acute: no word of the worry, no level, nobody's name. It
ends when the level falls, the case is over, the class has another teacher, or they are kept out;
which of these it is nobody is told.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5

from application.authorisation.fresh_factor import has_fresh_factor
from application.authorisation.permission import Standings, standings_of
from application.crisis.cases.case_recording import CaseRequest, record_for_case
from application.crisis.cases.cases import OpenCase, all_kept_out, open_case
from application.crisis.cases.since_raised import Pupil, since_raised
from application.crisis.reading.case_reading import AskedCase, note_look
from application.crisis.telling.class_teachers import is_told, red_since, teaching, told_of
from application.ports import Actor, History, Ledger, Receipt
from application.recording import Decision
from application.states import alerts_stream
from domain.access.table import Request as Asking
from domain.access.table import Standing
from domain.alerts.class_teachers import read_risk_notice
from domain.alerts.facts import RiskNoticeRead
from domain.days import local_day
from domain.errors import NotFound, RuleBroken
from domain.reads.facts import Reading
from domain.referrals.family import company
from domain.referrals.family.company import Saying
from domain.referrals.family.guardian_facts import ChildAccompanied
from domain.referrals.family.guardian_state import AccompanyChild, EndAccompanying
from domain.shared import CaseId, ChildId, CompanyId, Known, OrganisationId, PersonId
from domain.staff.facts import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskNotice:
    """What a class teacher learns: which pupil of theirs, since when they were told.

    `cause_id` is the event since which there is danger; `name` is None where nobody knows it;
    `read_at` is when they said that they read it, and `here` what they said of being with the
    child, None where they are not.
    """

    case_id: CaseId
    cause_id: UUID
    name: str | None
    class_id: OrganisationId | None
    told_at: datetime
    read_at: datetime | None
    here: ChildAccompanied | None


def risk_notice(ledger: Ledger, asked: AskedCase) -> RiskNotice:
    """Return what a class teacher learns of one pupil; the reading is recorded first.

    Raises: NotPermitted for whoever teaches no class; NotFound for whoever was not told, does not
    teach the child, or may not know of it any more; Unavailable; Unreadable.
    """
    standings, case = standings_for_notice(ledger, asked.actor, asked.case_id, asked.now)
    access = standings.require_reading(Asking.READ_RISK_NOTICE)
    note_look(ledger, asked, Reading.RISK_NOTICE, access, [ChildId(case.concern.child_id)])
    me = asked.actor.person_id
    file = since_raised(ledger, case, asked.now, for_hospital=True)
    return RiskNotice(
        case_id=asked.case_id,
        cause_id=_cause_of(case),
        name=_name_now(file.pupil),
        class_id=teaching(ledger, case, asked.now).class_id,
        told_at=_told_at(case, me),
        read_at=_read_at(case, me),
        here=_with_child(case, me),
    )


def note_risk_notice_read(
    ledger: Ledger,
    actor: Actor,
    case_id: CaseId,
    cause_id: UUID | None,
    request_id: UUID,
    now: datetime,
) -> Receipt:
    """Record that a class teacher read it; that somebody is with the child is another matter.

    `cause_id` is that of the notice which they read. Raises: as `record_for_case`; RuleBroken when
    there is another danger since.
    """

    def decide(case: OpenCase, history: History) -> Decision:
        if cause_id != _cause_of(case):
            raise RuleBroken("risk_notice_anew")
        said = RiskNoticeRead(
            case_id=case_id,
            child_id=case.concern.child_id,
            cause_id=_cause_of(case),
            read_by=actor.person_id,
        )
        # Whoever pressed twice at once may have said so since the case was read.
        facts = history.of(alerts_stream(case_id))
        return read_risk_notice(said, [e for e in facts if isinstance(e, RiskNoticeRead)])

    return record_for_case(ledger, _asked(actor, case_id, request_id, now), decide)


def be_with_child(
    ledger: Ledger, actor: Actor, case_id: CaseId, company_id: CompanyId, now: datetime
) -> Receipt:
    """Record that the class teacher who says so is physically with the child from now on."""
    request = AccompanyChild(
        case_id=case_id, company_id=company_id, since_at=now, with_id=actor.person_id
    )

    def decide(case: OpenCase, _history: History) -> Decision:
        known = case.state.at_school.family.companies.get(company_id)
        if known is not None and known.with_id == actor.person_id:
            if company_id in case.state.at_school.family.ended:
                raise RuleBroken("left_child_since")
            # Pressed again a moment later it says the same.
            return Known((known,))
        saying = _saying(ledger, actor, case, now)
        return company.accompany_child(case.state, request, saying, ledger.rules)

    return record_for_case(ledger, _asked(actor, case_id, company_id, now), decide)


def leave_child(
    ledger: Ledger, actor: Actor, case_id: CaseId, company_id: CompanyId, now: datetime
) -> Receipt:
    """Record that the class teacher is no longer with the child, whatever became of the notice.

    Whoever said that they are with the child is counted on until they say that they are not.
    Of others they say nothing.
    """
    request = EndAccompanying(case_id=case_id, company_id=company_id, ended_at=now)

    def decide(case: OpenCase, _history: History) -> Decision:
        known = case.state.at_school.family.companies.get(company_id)
        if known is None or known.with_id != actor.person_id:
            raise NotFound("company_not_found")
        saying = Saying(by=actor.person_id, now=now, kept_out=frozenset())
        return company.end_accompanying(case.state, request, saying, ledger.rules)

    request_id = uuid5(company_id, "end")
    asked = replace(_asked(actor, case_id, request_id, now), standings=_standings_for_leaving)
    return record_for_case(ledger, asked, decide)


def standings_for_notice(
    ledger: Ledger, actor: Actor, case_id: CaseId, now: datetime
) -> tuple[Standings, OpenCase]:
    """Return the standing of a class teacher who was told, and the case.

    Raises: NotPermitted for whoever teaches no class; NotFound for all other teachers, whatever the
    reason; Unavailable; Unreadable.
    """
    standings_of(ledger, actor, now).require(Asking.READ_RISK_NOTICE)
    try:
        case = open_case(ledger, case_id)
    except NotFound:
        raise NotFound("risk_notice_over") from None
    if not is_told(ledger, case, actor.person_id, now):
        raise NotFound("risk_notice_over")
    class_id, today = teaching(ledger, case, now).class_id, local_day(now)
    duties = ledger.access.duties_of(actor.person_id)
    teaches = (
        each.duty_id
        for each in duties
        if (each.role, each.organisation_id) == (Role.CLASS_TEACHER, class_id)
        and each.holds_on(today)
    )
    standings = Standings(
        actor=actor,
        held=frozenset({Standing.CLASS_TEACHER}),
        duties=duties,
        factor_is_fresh=has_fresh_factor(actor, now, ledger.rules),
        asked_by=frozenset(teaches),
    )
    return standings, case


def _standings_for_leaving(
    ledger: Ledger, actor: Actor, case_id: CaseId, _now: datetime
) -> tuple[Standings, OpenCase]:
    """Return the standing in which somebody said themselves that they are with the child.

    Raises: NotFound for whoever said no such thing; Unreadable.
    """
    case = open_case(ledger, case_id)
    companies = case.state.at_school.family.companies.values()
    if (actor.person_id, actor.person_id) not in ((e.with_id, e.said_by) for e in companies):
        raise NotFound("company_not_found")
    held = frozenset({Standing.CLASS_TEACHER})
    return Standings(actor=actor, held=held, duties=()), case


def _asked(actor: Actor, case_id: CaseId, request_id: UUID, now: datetime) -> CaseRequest:
    return CaseRequest(
        actor=actor,
        case_id=case_id,
        asking=Asking.ANSWER_RISK_NOTICE,
        request_id=request_id,
        now=now,
        beside=[alerts_stream(case_id)],
        standings=standings_for_notice,
    )


def _saying(ledger: Ledger, actor: Actor, case: OpenCase, now: datetime) -> Saying:
    return Saying(by=actor.person_id, now=now, kept_out=all_kept_out(ledger, case, now))


def _cause_of(case: OpenCase) -> UUID:
    cause = red_since(case)
    if cause is None:
        raise NotFound("risk_notice_over")
    return cause.event_id


def _name_now(pupil: Pupil) -> str | None:
    return pupil.renamed.name if pupil.renamed else pupil.name


def _told_at(case: OpenCase, me: PersonId) -> datetime:
    """Return when somebody was told of the danger, the last time where it was said again."""
    mine = [each for each in told_of(case, _cause_of(case)) if me in each.told_ids]
    return max(each.recorded_at for each in case.history.recorded if each.fact in mine)


def _read_at(case: OpenCase, me: PersonId) -> datetime | None:
    cause_id = _cause_of(case)
    for each in case.history.recorded:
        if isinstance(each.fact, RiskNoticeRead):
            said = each.fact
            if (said.cause_id, said.read_by) == (cause_id, me):
                return each.recorded_at
    return None


def _with_child(case: OpenCase, me: PersonId) -> ChildAccompanied | None:
    family = case.state.at_school.family
    mine = (
        each
        for each in family.companies.values()
        if each.with_id == me and each.company_id not in family.ended
    )
    return max(mine, key=lambda each: each.since_at, default=None)
