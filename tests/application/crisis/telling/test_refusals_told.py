"""Offices hear that a family refuses help for a child in acute danger, and of the case no more."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.authorisation.permission import standings_of
from application.crisis.cases.cases import standings_for_case
from application.crisis.delivery.alert_links import Leads
from application.crisis.delivery.delivering import Message, Withheld, message_for
from application.crisis.reading.case_reading import AskedCase
from application.crisis.reading.notices_now import refusal_notices
from application.crisis.reading.refusal_notices import RefusalNotice, refusal_notice
from application.crisis.school.accompanying import start_escort
from application.crisis.school.families import record_refusal
from application.crisis.telling.outside_rows import delivery_of
from application.crisis.telling.refusals import tell_all_offices
from application.reporting.recording import report_harm
from application.said_lately import SaidLately
from domain.alerts.facts import Gap, GapReason, RefusalTold
from domain.alerts.outside import Channel
from domain.errors import NotFound, NotPermitted
from domain.reads.facts import Reading, RecordsRead
from domain.referrals.family.guardian_facts import ConsentRefused
from domain.referrals.levels.level_facts import CrisisLevel
from domain.reporting.facts import Suspect
from domain.shared import AssessmentId, CaseId, PersonId, Purpose, ReadId, TellingId
from domain.staff.facts import Role
from tests import examples as given
from tests.application.casework import CASE, raised, reopen_casework, taken
from tests.application.crisis.delivery.test_looked_up_when_sent import book, due
from tests.application.crisis.telling.test_escalating import follow, machine
from tests.application.families import ESCORT, REFUSE
from tests.application.granting import reads_of
from tests.application.levels import RED, assessed, confirmed, dropping
from tests.application.outside import LINK, queued, sending
from tests.application.reporting.reporting import by
from tests.application.telling import DUTY_TOLD, all_but, cause_of, employ, history_of, told_as
from tests.crisis import CRISIS_LEAD, DUTY_OFFICER
from tests.engines import FoundedLedger
from tests.office import Office, acting, read_id
from tests.report_examples import HARM
from tests.signing import give_account

CIVIL = PersonId(given.example_id(991))
CIVIL_TOLD = told_as(CIVIL, Role.CIVIL_AFFAIRS_OFFICER, given.COUNTY_OFFICE)
SUPERVISOR_TOLD = told_as(given.SUPERVISOR, Role.TOWNSHIP_SUPERVISOR, given.TOWNSHIP)


def at_work(founded: FoundedLedger) -> Office:
    office = sending(reopen_casework(founded))
    employ(office, CIVIL, Role.CIVIL_AFFAIRS_OFFICER, given.COUNTY_OFFICE)
    for person, login in ((given.SUPERVISOR, "supervisor"), (CIVIL, "civil")):
        give_account(office.opened.accounts, person, login)
    raised(office)
    taken(office)
    return office


@pytest.fixture
def on_each(founded_ledger: FoundedLedger) -> Office:
    return at_work(founded_ledger)


@pytest.fixture
def office(founded_on_sqlite: FoundedLedger) -> Office:
    return at_work(founded_on_sqlite)


def refused(office: Office, number: int = 1) -> None:
    request = replace(REFUSE, telling_id=TellingId(given.example_id(991 + number)))
    record_refusal(office.ledger, acting(CRISIS_LEAD), request, given.NOW)


def look_round(office: Office, *absent: PersonId) -> int:
    """Look for whom to tell, as a process does each minute."""
    ledger = replace(office.ledger, reachable=all_but(*absent))
    found = tell_all_offices(ledger, machine(office), given.NOW, SaidLately())
    assert office.opened.projector.catch_up(wait_ms=5_000)
    return found


def said(office: Office) -> list[RefusalTold]:
    facts = (each.fact for each in history_of(office).recorded)
    return [each for each in facts if isinstance(each, RefusalTold)]


def notices(office: Office, person: PersonId) -> tuple[CaseId, ...]:
    standings = standings_of(office.ledger, acting(person), given.NOW)
    found = refusal_notices(office.ledger, standings, given.NOW)
    assert found.is_whole
    return found.case_ids


def notice(office: Office, person: PersonId = CIVIL, number: int = 71) -> RefusalNotice:
    asked = AskedCase(actor=acting(person), case_id=CASE, now=given.NOW, read_id=read_id(number))
    return refusal_notice(office.ledger, asked)


def is_closed_to(office: Office, person: PersonId) -> bool:
    with pytest.raises((NotFound, NotPermitted), match=r"refusal_notice_over|no_standing"):
        notice(office, person)
    return notices(office, person) == ()


def test_a_refusal_at_red_is_told_once_and_shown_as_that_alone(on_each: Office) -> None:
    office = on_each
    refused(office)
    assert (look_round(office), said(office)) == (0, [])
    assessed(office)
    assert is_closed_to(office, CIVIL)
    assert (look_round(office), look_round(office)) == (1, 0)
    cause = cause_of(office, ConsentRefused)
    assert said(office) == [
        RefusalTold(
            case_id=CASE,
            child_id=given.CHILD,
            cause_id=cause.event_id,
            told=(CIVIL_TOLD, SUPERVISOR_TOLD),
        )
    ]
    assert notices(office, CIVIL) == notices(office, given.SUPERVISOR) == (CASE,)
    found = notice(office)
    assert replace(found, owner=None) == RefusalNotice(
        case_id=CASE,
        name=given.CHILD_REGISTERED.name,
        refused_at=REFUSE.refused_at,
        by_guardian=REFUSE.is_guardian,
        owner=None,
        places=(),
    )
    assert found.owner is not None
    assert reads_of(office, read_id(71)) == [
        RecordsRead(
            read_id=ReadId(read_id(71)),
            reader_id=CIVIL,
            child_ids=(given.CHILD,),
            what=Reading.REFUSAL_NOTICE,
            purpose=Purpose.CRISIS,
        )
    ]
    # Refused again by somebody of the family it is the same refusal.
    refused(office, 2)
    assert look_round(office) == 0
    assert is_closed_to(office, DUTY_OFFICER)


def test_no_case_is_opened_to_an_office_by_a_refusal(office: Office) -> None:
    assessed(office)
    refused(office)
    look_round(office)
    for person in (CIVIL, given.SUPERVISOR):
        with pytest.raises(NotFound):
            standings_for_case(office.ledger, acting(person), CASE, given.NOW)


def test_a_vacant_post_is_a_gap_and_the_county_is_told(founded_on_sqlite: FoundedLedger) -> None:
    office = reopen_casework(founded_on_sqlite)
    raised(office)
    taken(office)
    assessed(office)
    refused(office)
    assert look_round(office) == 1
    (told,) = said(office)
    assert told.told == (DUTY_TOLD, SUPERVISOR_TOLD)
    assert told.gaps == (Gap(role=Role.CIVIL_AFFAIRS_OFFICER, reason=GapReason.VACANT),)
    assert notices(office, DUTY_OFFICER) == (CASE,)
    # Who comes to the post is told then.
    employ(office, CIVIL, Role.CIVIL_AFFAIRS_OFFICER, given.COUNTY_OFFICE)
    assert look_round(office) == 1
    assert said(office)[-1].told == (CIVIL_TOLD,)
    assert notices(office, CIVIL) == (CASE,)


def test_whom_a_report_means_is_neither_told_nor_shown_it_any_more(office: Office) -> None:
    assessed(office)
    refused(office)
    look_round(office)
    assert notices(office, CIVIL) == (CASE,)
    harm = replace(HARM, suspects=(Suspect.OFFICIAL,), suspect_ids=(CIVIL,))
    report_harm(office.ledger, by(given.COMMUNITY_WORKER), harm)
    office.ledger.catch_up()
    assert is_closed_to(office, CIVIL)
    assert notices(office, given.SUPERVISOR) == (CASE,)


def test_it_ends_when_the_child_is_brought_to_a_hospital_and_when_the_level_falls(
    office: Office,
) -> None:
    assessed(office)
    refused(office)
    look_round(office)
    start_escort(office.ledger, acting(CRISIS_LEAD), ESCORT, given.NOW)
    assert is_closed_to(office, CIVIL)
    # Refused once more while the danger is acute it is told anew.
    refused(office, 2)
    assert look_round(office) == 1
    assert notices(office, CIVIL) == (CASE,)
    later = given.NOW + timedelta(days=15)
    milder = replace(
        RED,
        assessment_id=AssessmentId(given.example_id(995)),
        level=CrisisLevel.YELLOW,
        assessed_at=later,
    )
    assessed(office, milder, now=later)
    dropping(office, later)
    confirmed(office, later)
    office.ledger.catch_up()
    assert is_closed_to(office, CIVIL)


def test_neutral_words_go_out_and_end_with_the_refusal(office: Office) -> None:
    assessed(office)
    refused(office)
    look_round(office)
    follow(office, 1)
    cause = cause_of(office, RefusalTold)
    message = delivery_of(cause.event_id, CIVIL, Channel.EMAIL)
    assert message in {each[0] for each in queued(office)}
    ledger = replace(office.ledger, reachable=all_but())
    to_civil = due(office, CIVIL)._replace(delivery_id=message)

    def sent() -> Message | Withheld:
        return message_for(ledger, book(), to_civil, Leads(LINK), given.NOW)

    found = sent()
    assert isinstance(found, Message)
    assert given.CHILD_REGISTERED.name not in str(found.words)
    start_escort(office.ledger, acting(CRISIS_LEAD), ESCORT, given.NOW)
    assert sent() is Withheld.OVER
