"""Of a breach of which nobody told the authority in time somebody above is told, none beside."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from application.authorisation.permission import Standings
from application.ports import Commit, History
from application.privacy.breaches import report_breach, waiting_breaches
from application.privacy.due_rows import BreachesDue
from application.privacy.overdue import BreachesTold, tell_of_overdue_breaches
from application.rows import DutyRow
from application.said_lately import SaidLately
from application.states import breaches_stream, staff_stream
from domain.access.requests import Standing
from domain.breaches.facts import AuthorityTellingOverdue
from domain.shared import DutyId, OrganisationId, PersonId, RequestId
from domain.staff.facts import DutyAssigned, PersonKind, PersonRegistered, Role
from tests import examples as given
from tests.application.granting import open_granting, reopen_granting
from tests.breach_examples import OVERDUE, REPORT, REPORTED
from tests.engines import FoundedLedger
from tests.office import Office, acting, reopen_office

SWEEPER = acting(given.SUPERVISOR)
ABOVE = PersonId(given.example_id(2015))
LATE = REPORTED.authority_due_at + timedelta(seconds=1)


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    return reopen_granting(founded_ledger(open_granting))


def at_the_bureau(office: Office) -> None:
    """Put somebody on duty above the county office."""
    facts = (
        PersonRegistered(person_id=ABOVE, kind=PersonKind.HUMAN, name="示例上级"),
        DutyAssigned(
            person_id=ABOVE,
            duty_id=DutyId(given.example_id(2013)),
            role=Role.BUREAU_OFFICER,
            organisation_id=given.BUREAU,
            from_on=given.TODAY,
        ),
    )
    office.ledger.log.append(
        Commit(
            facts=facts,
            expected={staff_stream(ABOVE): 0},
            request_id=RequestId(given.example_id(2014)),
            actor_id=given.SUPERVISOR,
            recorded_at=given.NOW,
        )
    )
    assert office.opened.projector.catch_up(wait_ms=5_000)


def breaches_said(office: Office) -> list[object]:
    history = office.ledger.log.load([breaches_stream(REPORT.organisation_id)])
    assert isinstance(history, History)
    facts = [each.fact for each in history.recorded]
    return [fact for fact in facts if isinstance(fact, AuthorityTellingOverdue)]


def test_an_authority_that_nobody_told_of_a_breach_is_told_above_once(office: Office) -> None:
    report_breach(office.ledger, acting(given.TEACHER), REPORT, given.NOW)
    at_the_bureau(office)
    again = reopen_office(office.databases)
    told_of = [
        tell_of_overdue_breaches(each, SWEEPER, at, SaidLately()).told
        for each, at in (
            (office.ledger, REPORTED.authority_due_at),
            (office.ledger, LATE),
            (again.ledger, LATE),
        )
    ]
    assert told_of == [0, 1, 0]
    # The privacy officer of the office itself is late, and nobody above.
    overdue = replace(OVERDUE, bureau_officer_ids=(ABOVE,), privacy_officer_ids=())
    assert breaches_said(office) == [overdue]


def test_a_breach_waits_to_be_told_above_while_nobody_holds_a_post_there(office: Office) -> None:
    report_breach(office.ledger, acting(given.TEACHER), REPORT, given.NOW)
    assert tell_of_overdue_breaches(office.ledger, SWEEPER, LATE, SaidLately()) == BreachesTold(
        unheard=1
    )
    assert breaches_said(office) == []
    at_the_bureau(office)
    assert tell_of_overdue_breaches(office.ledger, SWEEPER, LATE, SaidLately()) == BreachesTold(
        told=1
    )


def test_of_a_breach_of_the_bureau_nobody_stands_above_and_its_own_officers_are_told(
    office: Office,
) -> None:
    at_the_bureau(office)
    at_bureau = replace(REPORT, organisation_id=given.BUREAU)
    report_breach(office.ledger, acting(given.TEACHER), at_bureau, given.NOW)
    assert tell_of_overdue_breaches(office.ledger, SWEEPER, LATE, SaidLately()) == BreachesTold(
        told=1
    )


def test_the_bureau_is_shown_how_many_breaches_are_overdue_and_no_other_number(
    office: Office,
) -> None:
    report_breach(office.ledger, acting(given.TEACHER), REPORT, given.NOW)

    def shown(role: Role, place: OrganisationId, at: datetime) -> BreachesDue | None:
        duty = DutyRow(
            person_id=given.SUPERVISOR,
            duty_id=DutyId(given.example_id(2012)),
            role=role,
            organisation_id=place,
            from_on=given.TODAY,
            to_on=None,
        )
        held = frozenset({Standing(role.value)})
        standings = Standings(actor=SWEEPER, held=held, duties=(duty,))
        return waiting_breaches(office.ledger, standings, at)

    assert shown(Role.BUREAU_OFFICER, given.BUREAU, given.NOW) == BreachesDue()
    assert shown(Role.BUREAU_OFFICER, given.BUREAU, LATE) == BreachesDue(overdue=1)
    assert shown(Role.COUNTY_OFFICER, given.COUNTY_OFFICE, LATE) is None
