"""Whoever a report of harm names is kept out of the cases of the child, without more being told."""

from dataclasses import replace

import pytest

from api.pages.crisis.case_lines import worry_of
from application.crisis.cases.involving import keep_suspects_out
from application.crisis.reading.case_reading import case
from application.crisis.school.families import inform_guardian
from application.crisis.worries.referrals import take_concern
from application.reads.discretion import may_be_involved
from application.staffing.reactions import introduce
from domain.errors import ConflictKept, RuleBroken
from domain.referrals.facts import MayTellGuardian
from domain.referrals.family.guardian_facts import TellingMeans
from domain.referrals.family.guardian_state import InformGuardian
from domain.referrals.family.guardians import may_tell_guardian
from domain.referrals.situations import Involved
from domain.referrals.state import TakeConcern
from domain.reporting.facts import HarmSuspected, Suspect
from domain.shared import ReportId, TakingId, TellingId
from tests import examples as given
from tests.application.casework import CASE, WORRY, asked, raised
from tests.application.involving import (
    AGAINST_THE_GUARDIAN,
    AGAINST_THE_LEAD,
    AT_FIRST,
    INSTEAD,
    LATER,
    LEAD_INVOLVED,
    NOBODY_INVOLVED,
    follow,
    harm_reported,
    involvements,
    rows,
    sees,
    told,
    worry_had_by_the_lead,
)
from tests.application.reporting.reporting import history_of as report_of
from tests.application.reporting.reporting import open_reporting, reported
from tests.application.telling import state_of
from tests.crisis import CRISIS_LEAD, DUTY_OFFICER
from tests.engines import FoundedLedger
from tests.infrastructure.views.rows_of_the_log import spoil
from tests.office import Office, acting, reopen_office
from tests.report_examples import HARM, OTHER_OFFICER


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    return reopen_office(founded_ledger(open_reporting))


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


def test_who_has_the_case_and_is_named_by_a_repeat_of_the_worry_has_it_no_more(
    office: Office,
) -> None:
    worry_had_by_the_lead(office)
    with pytest.raises(ConflictKept):
        raised(office, replace(WORRY, involved_ids=(CRISIS_LEAD,)))
    follow(office)
    assert involvements(office) == [replace(NOBODY_INVOLVED, freed_from=CRISIS_LEAD)]
    assert state_of(office).owner_id is None
    assert not sees(office, CRISIS_LEAD)


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
    assert said == replace(NOBODY_INVOLVED, involved=(Involved.GUARDIAN,))
    found = case(office.ledger, asked(CRISIS_LEAD))
    assert may_tell_guardian(found.state, found.concern) is MayTellGuardian.NOT_YET
    shown = worry_of(found)
    assert (shown.involved, shown.may_tell_guardian) == (
        (Involved.GUARDIAN,),
        MayTellGuardian.NOT_YET,
    )
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
        replace(NOBODY_INVOLVED, involved=(Involved.MENTOR,), kept_out_ids=(given.TEACHER,)),
    ]


def test_after_a_death_between_two_lines_it_is_recorded_once_and_people_are_told_once(
    office: Office,
) -> None:
    worry_had_by_the_lead(office)
    reported(office, AGAINST_THE_LEAD)
    actor = introduce(office.ledger, office.opened.ledger_id, given.NOW)
    (suspected,) = (e.fact for e in report_of(office).recorded if isinstance(e.fact, HarmSuspected))
    assert keep_suspects_out(office.ledger, actor, suspected, LATER, lambda _error: True)
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
