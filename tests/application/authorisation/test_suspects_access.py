"""Whoever a report of harm suspects gets no access to the child, though there is no case of it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from application.authorisation import grant_lists
from application.authorisation.grant_reading import open_grant
from application.authorisation.grant_rows import GrantCounts
from application.authorisation.permission import standings_of
from application.care_files.files import care_file
from application.crisis.reading.letters import referral_letter
from application.ports import History
from application.states import grants_stream
from domain.errors import DomainError, NotFound, RuleBroken
from domain.grants.facts import GlassBroken
from domain.shared import Compartment, GrantId, PersonId
from tests import examples as given
from tests.application.casework import asked as asked_case
from tests.application.casework import referred
from tests.application.granting import (
    ASK_HEALTH,
    BREAK,
    GLASS,
    GRANT,
    LAWYER,
    PRIVACY_OFFICER,
    a_list,
    approved,
    asked,
    broken,
    look,
    look_at,
    open_granting,
    reopen_granting,
    reviewed,
    revoked,
)
from tests.application.reporting.reporting import reported
from tests.crisis import CRISIS_LEAD
from tests.engines import FoundedLedger
from tests.office import Office, acting
from tests.report_examples import HARM

HEALTH = (Compartment.HEALTH,)


@pytest.fixture
def office(founded_on_sqlite: FoundedLedger) -> Office:
    """Give the office on one engine: what differs between them is asked in test_recused_access."""
    return reopen_granting(founded_on_sqlite(open_granting))


def suspecting(office: Office, *people: PersonId) -> None:
    reported(office, replace(HARM, suspect_ids=people))


def listed(
    office: Office, ask: Callable[..., grant_lists.GrantList], person: PersonId
) -> list[GrantId]:
    return [each.grant_id for each in ask(office.ledger, a_list(person)).page.rows]


def waiting(office: Office, person: PersonId) -> GrantCounts | None:
    standings = standings_of(office.ledger, acting(person), given.NOW)
    return grant_lists.grants_waiting(office.ledger, standings, given.NOW)


def refused(act: Callable[[], object]) -> tuple[type[DomainError], str]:
    with pytest.raises(DomainError) as refusal:
        act()
    return type(refusal.value), refusal.value.code


def test_what_a_suspect_opened_closes_at_once(office: Office) -> None:
    broken(office)
    care_file(office.ledger, look())
    suspecting(office, LAWYER)
    assert refused(lambda: care_file(office.ledger, look(number=2))) == (
        NotFound,
        "child_not_found",
    )


def test_a_suspect_breaks_no_glass_and_is_told_as_of_a_child_without_file(office: Office) -> None:
    suspecting(office, LAWYER)
    for request in (BREAK, replace(BREAK, child_id=given.OTHER_CHILD)):
        told = refused(partial(broken, office, request))
        assert told == (RuleBroken, "glass_not_possible")


def test_a_suspect_is_not_told_of_glass_sees_none_and_reviews_none(office: Office) -> None:
    suspecting(office, given.SUPERVISOR)
    broken(office)
    history = office.ledger.log.load([grants_stream(given.CHILD)])
    assert isinstance(history, History)
    (fact,) = (each.fact for each in history.recorded if isinstance(each.fact, GlassBroken))
    assert given.SUPERVISOR not in (*fact.supervisor_ids, *fact.privacy_officer_ids)
    assert waiting(office, given.SUPERVISOR) == GrantCounts()
    assert listed(office, grant_lists.glass_to_review, given.SUPERVISOR) == []
    for act in (
        lambda: open_grant(office.ledger, look_at(given.SUPERVISOR, GLASS)),
        lambda: reviewed(office),
    ):
        assert refused(act)[0] is NotFound
    assert waiting(office, PRIVACY_OFFICER) == GrantCounts(to_review=1, still_open=1)
    assert listed(office, grant_lists.glass_to_review, PRIVACY_OFFICER) == [GLASS]
    reviewed(office, by=PRIVACY_OFFICER)


def test_a_suspect_who_was_told_before_is_shown_it_no_more(office: Office) -> None:
    broken(office)
    assert listed(office, grant_lists.glass_to_review, given.SUPERVISOR) == [GLASS]
    suspecting(office, given.SUPERVISOR)
    assert waiting(office, given.SUPERVISOR) == GrantCounts()
    assert listed(office, grant_lists.glass_to_review, given.SUPERVISOR) == []
    assert refused(lambda: reviewed(office))[0] is NotFound


@pytest.mark.parametrize("suspect", [CRISIS_LEAD, LAWYER])
def test_nothing_of_health_is_decided_by_a_suspect_or_for_one(
    office: Office, suspect: PersonId
) -> None:
    asked(office, ASK_HEALTH)
    assert listed(office, grant_lists.grants_to_decide, CRISIS_LEAD) == [GRANT]
    suspecting(office, suspect)
    assert listed(office, grant_lists.grants_to_decide, CRISIS_LEAD) == []
    counts = waiting(office, CRISIS_LEAD)
    assert counts
    assert counts.to_decide == 0
    for act in (
        lambda: approved(office, by=CRISIS_LEAD, compartments=HEALTH),
        lambda: open_grant(office.ledger, look_at(CRISIS_LEAD)),
    ):
        assert refused(act)[0] is NotFound


def test_a_suspect_ends_no_access_of_others(office: Office) -> None:
    asked(office, ASK_HEALTH)
    approved(office, by=CRISIS_LEAD, compartments=HEALTH)
    assert listed(office, grant_lists.grants_in_force, CRISIS_LEAD) == [GRANT]
    suspecting(office, CRISIS_LEAD)
    assert listed(office, grant_lists.grants_in_force, CRISIS_LEAD) == []
    assert refused(partial(revoked, office, by=CRISIS_LEAD))[0] is NotFound


def test_broken_glass_hands_no_letter_out(office: Office) -> None:
    referred(office)
    broken(office)
    asked = asked_case(LAWYER)
    told = refused(lambda: referral_letter(office.ledger, asked, lambda *_of: bytes(32)))
    assert told == (NotFound, "no_referral_letter")
