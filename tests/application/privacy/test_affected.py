"""Whose data a breach concerns, as readings tell it: who may not be shown is left to others."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.care_files.files import care_file
from application.crisis.reading.case_reading import case
from application.privacy.affected import (
    Affected,
    AskedAffected,
    affected_by_readings,
    list_found,
    readers_between,
)
from application.privacy.breach_steps import close_breach, grade_breach, propose_closure
from application.privacy.breaches import breach, report_breach
from application.privacy.left_steps import tell_left_family
from application.reads.reading_rows import ShownTo
from domain.breaches.facts import BreachGrade, ToldBy
from domain.breaches.state import CloseBreach, GradeBreach, ProposeClosure
from domain.errors import Invalid, NotFound, RuleBroken
from domain.reads.facts import Reading, RecordsRead
from domain.shared import BreachId, ChildId, PersonId, Purpose, ReadId
from tests import examples as given
from tests import privacy
from tests.application.casework import WORRY, asked, raised, reopen_casework, taken, told
from tests.application.granting import reads_of
from tests.breach_examples import ID, REPORT, TELL
from tests.crisis import CRISIS_LEAD
from tests.engines import FoundedLedger
from tests.office import Office, acting, read_id

OFFICE = given.COUNTY_OFFICE
OFFICER = acting(privacy.PRIVACY_OFFICER)
HERE: tuple[ChildId, ...] = (given.CHILD,)


@pytest.fixture
def casework(founded_ledger: FoundedLedger) -> Office:
    """Give an office with a breach, and a child of whom there is a case."""
    office = reopen_casework(founded_ledger)
    privacy.employ_privacy_officer(office.opened)
    privacy.employ_security_administrator(office.opened)
    report_breach(office.ledger, acting(given.TEACHER), REPORT, given.NOW)
    return office


def question(reader: PersonId, number: int = 1, breach_id: BreachId = ID) -> AskedAffected:
    return AskedAffected(
        actor=OFFICER,
        now=given.NOW,
        read_id=read_id(100 + number),
        office=OFFICE,
        breach_id=breach_id,
        chosen=ShownTo(
            since_on=given.TODAY - timedelta(days=1), until_on=given.TODAY, reader_id=reader
        ),
    )


def found(office: Office, reader: PersonId, number: int = 1) -> Affected:
    return affected_by_readings(office.ledger, question(reader, number))


def test_whose_case_was_read_is_told_to_nobody_and_their_family_is_not_forgotten(
    casework: Office,
) -> None:
    ledger, now = casework.ledger, given.NOW
    raised(casework)
    told(casework)
    taken(casework)
    case(ledger, asked(CRISIS_LEAD))
    shown = found(casework, CRISIS_LEAD)
    assert shown == Affected(child_ids=(), left_to_others={ToldBy.HEALTH: HERE})
    list_found(ledger, question(CRISIS_LEAD, 2), shown.seen, given.example_id(891))
    (known,) = breach(ledger, OFFICER, OFFICE, ID, now).breaches
    assert known.state.affected == frozenset()
    assert known.state.others == frozenset(HERE)
    general = GradeBreach(breach_id=ID, grade=BreachGrade.GENERAL)
    grade_breach(ledger, OFFICER, OFFICE, general, given.example_id(892), now)
    propose = ProposeClosure(breach_id=ID, lessons="设锁屏。")
    with pytest.raises(RuleBroken, match="others_not_done"):
        propose_closure(ledger, OFFICER, OFFICE, propose, given.example_id(893), now)
    assert tell_left_family(ledger, acting(CRISIS_LEAD), OFFICE, TELL, now).fresh
    propose_closure(ledger, OFFICER, OFFICE, propose, given.example_id(894), now)
    close = CloseBreach(breach_id=ID, proposal=1)
    assert close_breach(ledger, acting(privacy.SECURITY_ADMINISTRATOR), OFFICE, close, now).fresh


def test_a_child_whose_file_was_read_is_listed_also_where_there_is_a_case(casework: Office) -> None:
    raised(casework)
    care_file(casework.ledger, casework.asked(given.TEACHER, 10))
    assert found(casework, given.TEACHER) == Affected(child_ids=HERE, left_to_others={})
    looked = read_id(101)
    assert reads_of(casework, looked) == [
        RecordsRead(
            read_id=ReadId(looked),
            reader_id=privacy.PRIVACY_OFFICER,
            child_ids=HERE,
            what=Reading.READINGS,
            purpose=Purpose.AUDIT,
        )
    ]


def test_no_gap_tells_an_officer_in_whose_case_they_are_named(casework: Office) -> None:
    raised(casework, replace(WORRY, involved_ids=(privacy.PRIVACY_OFFICER,)))
    care_file(casework.ledger, casework.asked(given.TEACHER, 10))
    shown = found(casework, given.TEACHER)
    assert shown == Affected(child_ids=HERE, left_to_others={})


def test_nothing_is_looked_up_for_a_breach_that_nobody_reported_or_a_reader_beyond_reach(
    casework: Office,
) -> None:
    nobody = BreachId(given.example_id(899))
    with pytest.raises(NotFound, match="breach_not_found"):
        affected_by_readings(casework.ledger, question(given.TEACHER, breach_id=nobody))
    with pytest.raises(Invalid, match="reader_not_found"):
        found(casework, PersonId(given.example_id(898)))


def test_readers_to_choose_among_are_those_of_the_own_places(casework: Office) -> None:
    ledger, now = casework.ledger, given.NOW
    care_file(ledger, casework.asked(given.TEACHER, 10))
    chosen = readers_between(ledger, OFFICER, now, given.TODAY, given.TODAY)
    assert set(chosen.people) == {given.TEACHER}
