"""Families of breaches under ids that nobody knows: refused, and never what holds a breach open."""

from dataclasses import replace

import pytest

from application.authorisation.shown_by import Access
from application.ports import NO_CONTEXT, History
from application.privacy.affected import AskedAffected, affected_by_readings, list_found
from application.privacy.breach_steps import (
    close_breach,
    grade_breach,
    list_affected,
    propose_closure,
)
from application.privacy.breaches import Breach, breach, report_breach
from application.privacy.left_steps import leave_left_family_untold
from application.reads.reading import Look, note_reading
from application.reads.reading_rows import ShownTo
from application.states import breaches_stream
from domain.breaches.facts import BreachClosureProposed, GuardianLeftUntold, ToldBy, UntoldReason
from domain.breaches.state import GradeBreach, ListAffected
from domain.errors import Invalid, NotFound, NotPermitted, RuleBroken
from domain.reads.facts import Reading
from domain.shared import ChildId, Compartment, Purpose
from tests import examples as given
from tests import privacy
from tests.application.casework import raised, reopen_casework
from tests.breach_examples import CLOSE, GENERAL, ID, LEAVE, LEFT, PROPOSE, REPORT
from tests.crisis import CRISIS_LEAD, DUTY_OFFICER, case_id, worry_about
from tests.engines import FoundedLedger
from tests.office import Office, acting, read_id

OFFICE, NOW = given.COUNTY_OFFICE, given.NOW
OFFICER, SECOND = acting(privacy.PRIVACY_OFFICER), acting(privacy.SECURITY_ADMINISTRATOR)
NOBODY, NOBODY_ELSE = (ChildId(given.example_id(number)) for number in (9_501, 9_502))


@pytest.fixture
def casework(founded_ledger: FoundedLedger) -> Office:
    """Give an office with a breach of no grave kind."""
    office = reopen_casework(founded_ledger)
    privacy.employ_privacy_officer(office.opened)
    privacy.employ_security_administrator(office.opened)
    report_breach(office.ledger, acting(given.TEACHER), REPORT, NOW)
    general = GradeBreach(breach_id=ID, grade=GENERAL.grade)
    grade_breach(office.ledger, OFFICER, OFFICE, general, given.example_id(892), NOW)
    return office


def listing(office: Office, **left: tuple[ChildId, ...]) -> None:
    request = ListAffected(
        breach_id=ID,
        child_ids=(),
        left_to_others={ToldBy(name): children for name, children in left.items()},
    )
    list_affected(office.ledger, OFFICER, OFFICE, request, given.example_id(893), NOW)


def left_before(office: Office, *children: ChildId) -> None:
    privacy.leave_families(office.opened, replace(LEFT, child_ids=children))


def the_breach(office: Office) -> Breach:
    (found,) = breach(office.ledger, OFFICER, OFFICE, ID, NOW).breaches
    return found


def facts_of(office: Office) -> tuple[object, ...]:
    history = office.ledger.log.load([breaches_stream(OFFICE)])
    assert isinstance(history, History)
    return history.of(breaches_stream(OFFICE))


def test_whom_nobody_knows_is_left_to_nobody_and_the_entries_are_named_by_their_places(
    casework: Office,
) -> None:
    worry = worry_about(case_id("left"))
    raised(casework, worry)
    pupil = ChildId(worry.child_id)
    with pytest.raises(Invalid, match="children_unknown") as refused:
        listing(casework, health=(NOBODY, pupil), other_office=(given.CHILD, NOBODY_ELSE))
    said = (refused.value.field, refused.value.parameters)
    assert said == ("left_to_others", {"entries": "1, 4"})
    assert the_breach(casework).state.others == frozenset()
    # On file, or without a file in a case: somebody can be shown them.
    listing(casework, health=(pupil,), other_office=(given.CHILD,))
    assert the_breach(casework).waiting_elsewhere == 2


def test_whether_an_id_is_known_is_told_to_nobody_who_does_not_handle_breaches(
    casework: Office,
) -> None:
    request = ListAffected(breach_id=ID, child_ids=(), left_to_others={ToldBy.HEALTH: (NOBODY,)})
    with pytest.raises(NotPermitted):
        list_affected(
            casework.ledger, acting(given.TEACHER), OFFICE, request, given.example_id(893), NOW
        )


def test_a_breach_that_left_families_of_nobody_is_closed_by_two_and_says_why(
    casework: Office,
) -> None:
    ledger = casework.ledger
    left_before(casework, NOBODY, NOBODY_ELSE)
    leave = replace(LEAVE, child_id=NOBODY)
    for person in (CRISIS_LEAD, DUTY_OFFICER):
        with pytest.raises(NotFound, match="family_not_left"):
            leave_left_family_untold(ledger, acting(person), OFFICE, leave, NOW)
    found = the_breach(casework)
    assert (found.of_nobody, found.waiting_elsewhere) == (2, 0)
    proposed = propose_closure(ledger, OFFICER, OFFICE, PROPOSE, given.example_id(895), NOW)
    again = propose_closure(ledger, OFFICER, OFFICE, PROPOSE, given.example_id(895), NOW)
    assert (again.fresh, again.position) == (False, proposed.position)
    untold = [
        GuardianLeftUntold(
            breach_id=ID,
            organisation_id=OFFICE,
            child_id=each,
            reason=UntoldReason.NOT_REACHABLE,
            decided_by=OFFICER.person_id,
        )
        for each in (NOBODY, NOBODY_ELSE)
    ]
    said = BreachClosureProposed(
        breach_id=ID,
        organisation_id=OFFICE,
        lessons=PROPOSE.lessons,
        proposed_by=OFFICER.person_id,
    )
    assert facts_of(casework)[-3:] == (*untold, said)
    assert the_breach(casework).of_nobody == 0
    with pytest.raises(RuleBroken, match="closed_by_another"):
        close_breach(ledger, OFFICER, OFFICE, CLOSE, NOW)
    assert close_breach(ledger, SECOND, OFFICE, CLOSE, NOW).fresh


def test_beside_nobody_the_families_of_children_still_hold_a_breach_open(casework: Office) -> None:
    raised(casework)
    left_before(casework, NOBODY, given.CHILD)
    found = the_breach(casework)
    assert (found.of_nobody, found.waiting_elsewhere) == (1, 1)
    with pytest.raises(RuleBroken, match="others_not_done"):
        propose_closure(casework.ledger, OFFICER, OFFICE, PROPOSE, given.example_id(895), NOW)


def test_whoever_was_erased_is_counted_as_known_to_nobody(casework: Office) -> None:
    raised(casework)
    left_before(casework, given.CHILD)
    assert the_breach(casework).of_nobody == 0
    casework.opened.vault.destroy(given.CHILD, tuple(Compartment), NOW)
    casework.opened.projector.forget([given.CHILD])
    assert the_breach(casework).of_nobody == 1


def test_a_reading_of_an_id_that_nobody_knows_holds_up_none_of_the_others(casework: Office) -> None:
    ledger, looked = casework.ledger, read_id(7)
    access = Access(context=NO_CONTEXT, purpose=Purpose.CARE)
    look = Look(
        read_id=looked,
        actor=acting(given.TEACHER),
        now=NOW,
        what=Reading.CARE_FILE,
        access=access,
    )
    note_reading(ledger, look, [given.CHILD, NOBODY])
    asked = AskedAffected(
        actor=OFFICER,
        now=NOW,
        read_id=read_id(8),
        office=OFFICE,
        breach_id=ID,
        chosen=ShownTo(since_on=given.TODAY, until_on=given.TODAY, reader_id=given.TEACHER),
    )
    shown = affected_by_readings(ledger, asked)
    assert shown.left_to_others == {ToldBy.OTHER_OFFICE: (NOBODY,)}
    list_found(ledger, replace(asked, read_id=read_id(9)), shown.seen, given.example_id(896))
    found = the_breach(casework)
    assert (found.state.affected, found.of_nobody) == (frozenset({given.CHILD}), 1)
