"""Broken glass of which nobody can be told is never lost: it is told once somebody is there."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

import pytest

from application.authorisation.overdue import tell_of_overdue_access
from application.authorisation.unheard_glass import tell_of_unheard_glass
from application.ports import History
from application.said_lately import SaidLately
from application.states import grants_stream
from domain.grants.facts import GlassBreakTold, GlassBroken, GlassReviewOverdue
from domain.shared import PersonId
from tests import examples as given
from tests.application.granting import (
    GLASS,
    PRIVACY_OFFICER,
    broken,
    open_granting,
    reopen_granting,
    reviewed,
)
from tests.application.telling import all_but
from tests.engines import FoundedLedger
from tests.office import OFFICER, Office, acting

SWEEPER = acting(given.SUPERVISOR)


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    return reopen_granting(founded_ledger(open_granting))


def nobody(_person_ids: Collection[PersonId]) -> frozenset[PersonId]:
    return frozenset()


def without_accounts(office: Office) -> Office:
    """Return the office as it is while nobody above can sign in."""
    ledger = replace(office.opened.ledger, reachable=nobody)
    return replace(office, opened=replace(office.opened, ledger=ledger))


def left(office: Office) -> int:
    """Look for it once, and return of how many nobody can be told."""
    return tell_of_unheard_glass(office.ledger, SWEEPER, given.NOW, SaidLately())


def said(office: Office, kind: type[object]) -> list[object]:
    history = office.ledger.log.load([grants_stream(given.CHILD)])
    assert isinstance(history, History)
    return [each.fact for each in history.recorded if isinstance(each.fact, kind)]


def waits_for(office: Office, person_id: PersonId) -> int:
    return office.ledger.grants.counts(person_id, given.NOW).to_review


def test_who_cannot_sign_in_hears_of_nothing_and_the_next_above_is_told(office: Office) -> None:
    ledger = replace(office.opened.ledger, reachable=all_but(given.SUPERVISOR))
    broken(replace(office, opened=replace(office.opened, ledger=ledger)))
    (fact,) = said(office, GlassBroken)
    assert isinstance(fact, GlassBroken)
    assert (fact.supervisor_ids, fact.privacy_officer_ids) == ((OFFICER,), (PRIVACY_OFFICER,))
    assert (left(office), said(office, GlassBreakTold)) == (0, [])


def test_while_nobody_can_be_told_it_is_looked_for_again_and_then_told_once(
    office: Office,
) -> None:
    at_night = without_accounts(office)
    broken(at_night)
    assert [left(at_night), left(at_night)] == [1, 1]
    assert said(office, GlassBreakTold) == []
    again = reopen_granting(office.databases)
    assert [left(office), left(again), left(office)] == [0, 0, 0]
    assert said(office, GlassBreakTold) == [
        GlassBreakTold(
            child_id=given.CHILD,
            grant_id=GLASS,
            supervisor_ids=(given.SUPERVISOR,),
            privacy_officer_ids=(PRIVACY_OFFICER,),
        )
    ]
    assert waits_for(office, given.SUPERVISOR) == 1
    # Whoever was told late reviews it as anybody who was told at once.
    assert reviewed(office, by=given.SUPERVISOR).fresh
    assert waits_for(office, given.SUPERVISOR) == 0


def test_a_day_without_anybody_there_does_not_let_it_be_forgotten(office: Office) -> None:
    at_night = without_accounts(office)
    broken(at_night)
    a_day_on = given.NOW + timedelta(hours=25)
    assert tell_of_overdue_access(at_night.ledger, SWEEPER, a_day_on, SaidLately()) == 0
    assert (left(at_night), left(office)) == (1, 0)
    assert len(said(office, GlassBreakTold)) == 1
    assert tell_of_overdue_access(office.ledger, SWEEPER, a_day_on, SaidLately()) == 1
    (fact,) = said(office, GlassReviewOverdue)
    assert isinstance(fact, GlassReviewOverdue)
    assert fact.supervisor_ids == (OFFICER,)


def test_what_was_reviewed_without_anybody_told_waits_for_nobody(office: Office) -> None:
    at_night = without_accounts(office)
    broken(at_night)
    reviewed(office, by=PRIVACY_OFFICER)
    assert (left(at_night), left(office), said(office, GlassBreakTold)) == (0, 0, [])
