"""What class teachers are told at the office, and what opens to them of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.authorisation.permission import standings_of
from application.crisis.reading.case_reading import AskedCase
from application.crisis.reading.notices_now import risk_notices
from application.crisis.reading.risk_notices import (
    RiskNotice,
    risk_notice,
)
from application.crisis.telling.class_teachers import tell_all_class_teachers
from application.said_lately import SaidLately
from domain.alerts.facts import ClassTeacherTold, RiskNoticeRead
from domain.errors import NotFound, NotPermitted
from domain.referrals.family.guardian_facts import AccompanyingEnded, ChildAccompanied
from domain.referrals.levels.level_facts import CrisisAssessed
from domain.shared import CaseId, CompanyId, OrganisationId, PersonId
from domain.staff.facts import DutyEnded, DutyEndReason
from tests import examples as given
from tests.application.casework import CASE, raised, reopen_casework, taken
from tests.application.crisis.telling.test_escalating import machine
from tests.application.telling import all_but, cause_of, history_of, know
from tests.engines import FoundedLedger
from tests.office import Office, acting, read_id

TEACHER = given.TEACHER
SUCCESSOR = PersonId(given.example_id(983))
COMPANY = CompanyId(given.example_id(984))
LATER = PersonId(given.example_id(989))
OTHER_CLASS = OrganisationId(given.example_id(986))


def at_work(founded: FoundedLedger) -> Office:
    office = reopen_casework(founded)
    raised(office)
    taken(office)
    return office


def said(office: Office) -> list[object]:
    kinds = ClassTeacherTold | RiskNoticeRead | ChildAccompanied | AccompanyingEnded
    return [e.fact for e in history_of(office).recorded if isinstance(e.fact, kinds)]


def told(office: Office, *people: PersonId, at: OrganisationId | None = None) -> ClassTeacherTold:
    return ClassTeacherTold(
        case_id=CASE,
        child_id=given.CHILD,
        cause_id=cause_of(office, CrisisAssessed).event_id,
        class_id=at or given.SCHOOL_CLASS,
        told_ids=people,
    )


def look_round(office: Office) -> int:
    """Look for whoever came to a class, as a process does each minute."""
    ledger = replace(office.ledger, reachable=all_but())
    found = tell_all_class_teachers(ledger, machine(office), given.NOW, SaidLately())
    assert office.opened.projector.catch_up(wait_ms=5_000)
    return found


def notice(office: Office, person: PersonId = TEACHER, number: int = 61) -> RiskNotice:
    asked = AskedCase(actor=acting(person), case_id=CASE, now=given.NOW, read_id=read_id(number))
    return risk_notice(office.ledger, asked)


def notices(office: Office, person: PersonId = TEACHER) -> tuple[CaseId, ...]:
    standings = standings_of(office.ledger, acting(person), given.NOW)
    found = risk_notices(office.ledger, standings, given.NOW)
    assert found.is_whole
    return found.case_ids


def is_closed_to(office: Office, person: PersonId = TEACHER) -> bool:
    """Return that nothing opens to somebody: to a teacher there is no notice, to others no page."""
    with pytest.raises((NotFound, NotPermitted), match=r"risk_notice_over|no_standing"):
        notice(office, person)
    return not notices(office, person)


def leave_class(office: Office, person: PersonId) -> None:
    (duty,) = office.ledger.access.duties_of(person)
    ended = DutyEnded(
        person_id=person,
        duty_id=duty.duty_id,
        ended_on=given.TODAY - timedelta(days=1),
        reason=DutyEndReason.MOVED,
    )
    know(office, ended)
