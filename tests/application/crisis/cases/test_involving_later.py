"""Who was reported stays out of the cases of the child whatever happens, and nobody is silenced."""

from dataclasses import replace

import pytest

from application.crisis.desk.stages import CaseStage
from application.crisis.hospital.shown_to_hospital import without_accused
from application.crisis.reading.case_reading import case
from application.crisis.school.accompanying import accompany_child
from application.crisis.telling.followers import KEEPING_OUT
from application.crisis.worries.referrals import withdraw_concern
from application.reporting.recorded import recorded_report
from domain.errors import ConflictKept
from domain.referrals.facts import MayTellGuardian, WithdrawalReason
from domain.referrals.family.guardian_state import AccompanyChild
from domain.referrals.involvement import is_to_be_looked_at_again
from domain.referrals.state import WithdrawConcern
from domain.reporting.facts import Suspect
from domain.reporting.state import ReportHarm
from domain.shared import ChildId, PersonId, ReportId
from domain.staff.facts import Role
from infrastructure import reacting
from infrastructure.opening import reactions_of
from infrastructure.views.access.grants import Grants
from infrastructure.views.health.desk import HealthCases
from infrastructure.views.reports.answers import HarmReports
from tests import examples as given
from tests.application.casework import CASE, WORRY, asked, raised
from tests.application.families import COMPANY
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
from tests.application.reporting.reporting import open_reporting, reported
from tests.application.telling import employ, state_of
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER
from tests.engines import FoundedLedger
from tests.office import OFFICER, Office, acting, reopen_office
from tests.report_examples import HARM, REPORT


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    return reopen_office(founded_ledger(open_reporting))


def test_who_was_meant_by_a_post_stays_out_whatever_post_they_hold_later(office: Office) -> None:
    worry_had_by_the_lead(office)
    employ(office, OFFICER, Role.CLASS_TEACHER, given.SCHOOL_CLASS)
    harm_reported(office, replace(HARM, suspects=(Suspect.CLASS_TEACHER,)))
    employ(office, OFFICER, Role.CRISIS_LEAD, given.SCHOOL)
    assert not sees(office, OFFICER)
    assert sees(office, CRISIS_LEAD)
    assert OFFICER in state_of(office).further.kept_out_ids


def test_who_was_meant_by_a_post_then_is_not_told_of_a_worry_raised_later(office: Office) -> None:
    employ(office, OFFICER, Role.CLASS_TEACHER, given.SCHOOL_CLASS)
    harm_reported(office, replace(HARM, suspects=(Suspect.CLASS_TEACHER,)))
    employ(office, OFFICER, Role.CRISIS_LEAD, given.SCHOOL)
    raised(office)
    follow(office)
    assert told(office) == [AT_FIRST]
    assert not sees(office, OFFICER)


def test_who_was_named_in_a_repeat_before_is_freed_by_the_report(office: Office) -> None:
    worry_had_by_the_lead(office)
    with pytest.raises(ConflictKept):
        raised(office, replace(WORRY, involved_ids=(CRISIS_LEAD,)))
    harm_reported(office)
    assert involvements(office) == [
        replace(NOBODY_INVOLVED, freed_from=CRISIS_LEAD),
    ]
    assert state_of(office).owner_id is None
    assert told(office)[-1] == INSTEAD


def test_a_fault_of_keeping_out_silences_nobody_and_is_made_up_for(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    worry_had_by_the_lead(office)
    reported(office, AGAINST_THE_LEAD)
    reactions = reactions_of(office.opened, lambda: LATER)
    with monkeypatch.context() as broken:
        broken.setattr(HarmReports, "of_child", _nothing)
        assert reactions.follow()
    assert involvements(office) == []
    assert recorded_report(office.ledger, REPORT).brought_to
    monkeypatch.setattr(reacting, "AGAIN_EVERY_SECONDS", 0.0)
    again = reactions_of(office.opened, lambda: LATER)
    assert again.follow()
    assert again.follow()
    assert involvements(office) == [replace(LEAD_INVOLVED, freed_from=CRISIS_LEAD)]
    assert told(office) == [AT_FIRST, INSTEAD]
    assert office.opened.recorder.unmoved(KEEPING_OUT) == []


def test_that_a_freed_case_reached_nobody_stands_on_the_desk(office: Office) -> None:
    worry_had_by_the_lead(office)
    reported(office, AGAINST_THE_LEAD)
    reactions = reactions_of(office.opened, lambda: LATER)
    assert reactions.follow()
    assert office.opened.projector.catch_up()
    (row,) = rows(office, DUTY_OFFICER)
    assert (row.owner_id, row.reached_nobody) == (None, True)
    follow(office)
    assert office.opened.projector.catch_up()
    (row,) = rows(office, DUTY_OFFICER)
    assert (row.owner_id, row.reached_nobody) == (None, False)


@pytest.mark.parametrize(
    ("company", "harm"),
    [
        (replace(COMPANY, with_id=CRISIS_LEAD, relation_code=None), AGAINST_THE_LEAD),
        (replace(COMPANY, with_id=None, relation_code="51"), AGAINST_THE_GUARDIAN),
    ],
)
def test_who_was_reported_counts_no_more_as_being_with_the_child(
    office: Office, company: AccompanyChild, harm: ReportHarm
) -> None:
    worry_had_by_the_lead(office)
    accompany_child(office.ledger, acting(CRISIS_LEAD), company, given.NOW)
    assert office.opened.projector.catch_up()
    assert [each.is_accompanied for each in rows(office, ADVISER)] == [True]
    harm_reported(office, harm)
    assert office.opened.projector.catch_up()
    assert [each.is_accompanied for each in rows(office, ADVISER)] == [False]
    assert state_of(office).at_school.family.company == ()


def test_a_hospital_is_told_that_the_guardian_is_not_to_be_told_and_not_why(
    office: Office,
) -> None:
    worry_had_by_the_lead(office)
    harm_reported(office, AGAINST_THE_GUARDIAN)
    worry = state_of(office).raised
    assert worry is not None
    of_hospital = without_accused(state_of(office), worry)
    assert of_hospital == replace(worry, may_tell_guardian=MayTellGuardian.NOT_YET)


def test_one_of_the_family_of_whom_somebody_made_sure_stays_with_the_child(office: Office) -> None:
    worry_had_by_the_lead(office)
    sure = replace(COMPANY, with_id=None, relation_code="51", not_suspected=True)
    accompany_child(office.ledger, acting(CRISIS_LEAD), sure, given.NOW)
    harm_reported(office, AGAINST_THE_GUARDIAN)
    assert len(state_of(office).at_school.family.company) == 1


def _nothing(_self: object, _child_id: ChildId) -> None:
    raise ValueError


# ── a case that is over ──────────────────────────────────────────────────────────────────────────


def ended(office: Office, by: PersonId = CRISIS_LEAD) -> None:
    request = WithdrawConcern(case_id=CASE, reason=WithdrawalReason.UNFOUNDED, why="查过了。")
    withdraw_concern(office.ledger, acting(by), request, given.NOW)


def test_what_somebody_ended_who_is_named_later_the_next_in_line_is_told_to_look_at_again_once(
    office: Office,
) -> None:
    worry_had_by_the_lead(office)
    ended(office)
    follow(office)
    assert (told(office), rows(office, DUTY_OFFICER)) == ([AT_FIRST], ())
    harm_reported(office)
    assert involvements(office) == [replace(LEAD_INVOLVED, freed_from=CRISIS_LEAD)]
    assert told(office) == [AT_FIRST, INSTEAD]
    (row,) = rows(office, DUTY_OFFICER)
    assert (row.stage, row.owner_id) == (CaseStage.LOOK_AGAIN, None)
    assert not sees(office, CRISIS_LEAD)
    assert is_to_be_looked_at_again(case(office.ledger, asked(DUTY_OFFICER)).state)
    again = replace(
        AGAINST_THE_LEAD,
        report_id=ReportId(given.example_id(5_902)),
        suspects=(Suspect.CLASS_TEACHER,),
    )
    harm_reported(office, again)
    assert told(office) == [AT_FIRST, INSTEAD]


def test_of_what_somebody_else_ended_nobody_is_told_again(office: Office) -> None:
    worry_had_by_the_lead(office)
    ended(office)
    harm_reported(office, AGAINST_THE_GUARDIAN)
    assert (told(office), rows(office, DUTY_OFFICER)) == ([AT_FIRST], ())


def test_views_that_are_filled_anew_keep_suspects_in_for_no_longer_than_that(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    worry_had_by_the_lead(office)
    reported(office, AGAINST_THE_LEAD)
    reactions = reactions_of(office.opened, lambda: LATER)
    with monkeypatch.context() as far_behind:
        far_behind.setattr(HealthCases, "is_near", lambda _view: False)
        far_behind.setattr(HealthCases, "cases_of_child", lambda _view, _child: ())
        far_behind.setattr(Grants, "cases_of", lambda _view, _child: ())
        assert reactions.follow()
        assert (involvements(office), len(office.opened.recorder.unmoved(KEEPING_OUT))) == ([], 1)
        assert reactions_of(office.opened, lambda: LATER).follow()
        assert involvements(office) == []
    follow(office)
    assert involvements(office) == [replace(LEAD_INVOLVED, freed_from=CRISIS_LEAD)]
    assert office.opened.recorder.unmoved(KEEPING_OUT) == []


def test_who_stands_above_an_official_named_later_is_told_beside_whoever_has_it(
    office: Office,
) -> None:
    worry_had_by_the_lead(office)
    employ(office, OFFICER, Role.BUREAU_OFFICER, given.BUREAU)
    harm_reported(office, replace(HARM, suspects=(), suspect_ids=(DUTY_OFFICER,)))
    assert told(office)[-1] == {CRISIS_LEAD, OFFICER}
    assert state_of(office).owner_id == CRISIS_LEAD
