"""Whoever a report of harm names is kept out of the cases of the child, without more being told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from application.crisis.case_reading import case
from application.crisis.duty_desk import duty_desk
from application.crisis.families import inform_guardian
from application.crisis.involving import keep_suspects_out
from application.crisis.referrals import take_concern
from application.reads.discretion import may_be_involved
from application.rows import HealthRow
from application.staffing.reactions import introduce
from domain.alerts.facts import ConcernAlerted
from domain.errors import NotFound, RuleBroken
from domain.referrals.guardian_facts import TellingMeans
from domain.referrals.guardian_state import InformGuardian
from domain.referrals.joining_facts import InvolvementReported
from domain.referrals.situations import Involved
from domain.referrals.state import TakeConcern
from domain.reporting.facts import Suspect
from domain.reporting.state import ReportHarm
from domain.shared import PersonId, ReportId, TakingId, TellingId
from infrastructure.opening import reactions_of
from tests import examples as given
from tests.application.casework import CASE, asked, raised, taken
from tests.application.reporting import open_reporting, reported
from tests.application.telling import history_of, state_of
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER
from tests.engines import FoundedLedger
from tests.infrastructure.views.rows_of_the_log import spoil
from tests.office import Office, acting, reopen_office
from tests.report_examples import HARM, OTHER_OFFICER

AGAINST_THE_LEAD = replace(HARM, suspects=(), suspect_ids=(CRISIS_LEAD,))
AGAINST_THE_GUARDIAN = replace(HARM, suspects=(Suspect.GUARDIAN,))
LATER = given.NOW + timedelta(minutes=20)
AT_FIRST = {CRISIS_LEAD, ADVISER}
INSTEAD = {DUTY_OFFICER, OTHER_OFFICER, ADVISER}
"""At this school nobody else can sign in: the county is next in line."""
LEAD_INVOLVED = InvolvementReported(
    case_id=CASE, child_id=given.CHILD, involved=(), involved_ids=(CRISIS_LEAD,)
)


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    return reopen_office(founded_ledger(open_reporting))


def follow(office: Office) -> None:
    """Let what follows follow, and what follows from that."""
    reactions = reactions_of(office.opened, lambda: LATER)
    assert reactions.follow()
    assert reactions.follow()


def harm_reported(office: Office, harm: ReportHarm = AGAINST_THE_LEAD) -> None:
    reported(office, harm)
    follow(office)


def worry_had_by_the_lead(office: Office) -> None:
    raised(office)
    follow(office)
    taken(office)


def involvements(office: Office) -> list[object]:
    facts = (each.fact for each in history_of(office).recorded)
    return [each for each in facts if isinstance(each, InvolvementReported)]


def told(office: Office) -> list[set[PersonId]]:
    alerts = (each.fact for each in history_of(office).recorded)
    alerted = (each for each in alerts if isinstance(each, ConcernAlerted))
    return [{each.person_id for each in one.addressees} for one in alerted]


def sees(office: Office, who: PersonId, number: int = 1) -> bool:
    try:
        case(office.ledger, asked(who, number))
    except NotFound:
        return False
    return True


def rows(office: Office, who: PersonId) -> Sequence[HealthRow]:
    return duty_desk(office.ledger, acting(who), LATER, read_id=uuid4()).page.rows


def test_who_has_the_case_and_is_reported_has_it_no_more_and_the_next_in_line_is_told(
    office: Office,
) -> None:
    worry_had_by_the_lead(office)
    harm_reported(office)
    assert involvements(office) == [replace(LEAD_INVOLVED, freed_from=CRISIS_LEAD)]
    assert state_of(office).owner_id is None
    assert told(office) == [AT_FIRST, INSTEAD]
    assert not sees(office, CRISIS_LEAD)
    assert sees(office, DUTY_OFFICER)
    assert office.opened.projector.catch_up()
    assert rows(office, CRISIS_LEAD) == ()
    (row,) = rows(office, DUTY_OFFICER)
    assert (row.case_id, row.owner_id) == (CASE, None)


def test_somebody_else_takes_a_case_whose_holder_was_reported(office: Office) -> None:
    worry_had_by_the_lead(office)
    harm_reported(office)
    request = TakeConcern(case_id=CASE, taking_id=TakingId(given.example_id(799)))
    take_concern(office.ledger, acting(DUTY_OFFICER), request, LATER)
    assert state_of(office).owner_id == DUTY_OFFICER


def test_a_worry_raised_after_the_report_never_reaches_who_was_reported(office: Office) -> None:
    harm_reported(office)
    raised(office)
    follow(office)
    assert involvements(office) == [LEAD_INVOLVED]
    assert told(office) == [INSTEAD]
    follow(office)
    assert told(office) == [INSTEAD]
    assert not sees(office, CRISIS_LEAD)


def test_a_guardian_who_was_reported_is_not_told_before_somebody_made_sure(office: Office) -> None:
    worry_had_by_the_lead(office)
    harm_reported(office, AGAINST_THE_GUARDIAN)
    (said,) = involvements(office)
    assert said == replace(LEAD_INVOLVED, involved=(Involved.GUARDIAN,), involved_ids=())
    assert told(office)[1:] == [{CRISIS_LEAD}]
    request = InformGuardian(
        case_id=CASE,
        telling_id=TellingId(given.example_id(798)),
        relation_code="51",
        is_guardian=True,
        name="示例父亲",
        means=TellingMeans.IN_PERSON,
        informed_at=given.NOW,
    )
    with pytest.raises(RuleBroken, match="guardian_may_be_suspected"):
        inform_guardian(office.ledger, acting(CRISIS_LEAD), request, LATER)


def test_one_who_was_reported_twice_is_kept_out_once_and_another_beside_them(
    office: Office,
) -> None:
    worry_had_by_the_lead(office)
    harm_reported(office)
    again = ReportId(given.example_id(877))
    harm_reported(
        office,
        replace(AGAINST_THE_LEAD, report_id=again, called=None, suspects=(Suspect.MENTOR,)),
    )
    assert involvements(office) == [
        replace(LEAD_INVOLVED, freed_from=CRISIS_LEAD),
        replace(LEAD_INVOLVED, involved=(Involved.MENTOR,), involved_ids=()),
    ]


def test_after_a_death_between_two_lines_it_is_recorded_once_and_people_are_told_once(
    office: Office,
) -> None:
    worry_had_by_the_lead(office)
    reported(office, AGAINST_THE_LEAD)
    actor = introduce(office.ledger, office.opened.ledger_id, given.NOW)
    keep_suspects_out(office.ledger, actor, given.CHILD, [CASE], LATER)
    follow(office)
    assert involvements(office) == [replace(LEAD_INVOLVED, freed_from=CRISIS_LEAD)]
    assert told(office) == [AT_FIRST, INSTEAD]


def test_a_report_that_cannot_be_read_keeps_nobody_from_being_told_of_a_worry(
    office: Office,
) -> None:
    receipt = reported(office, AGAINST_THE_LEAD)
    spoil(office.databases, receipt.position)
    raised(office)
    follow(office)
    assert involvements(office) == []
    assert told(office) == [AT_FIRST]


def test_who_is_named_in_a_report_alone_may_be_involved_before_others(office: Office) -> None:
    reported(office, replace(HARM, suspect_ids=(OTHER_OFFICER,)))
    asking = [
        may_be_involved(office.ledger, acting(each), given.CHILD, LATER)
        for each in (OTHER_OFFICER, DUTY_OFFICER)
    ]
    assert asking == [True, False]
