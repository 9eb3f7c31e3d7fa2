"""Who is told of a case that is passed on, and of a referral: or else who is next in line."""

from dataclasses import replace

import pytest

from domain.alerts.facts import GapReason
from domain.referrals.facts import (
    ConcernPassedOn,
    ConcernRaised,
    ConcernTaken,
    Involved,
    ReferralIssued,
)
from domain.referrals.hospital.hospital_facts import ReferralDeclined
from domain.referrals.returning.aftercare_facts import FollowUpDone, FollowUpOutcome
from domain.referrals.state import NO_CASE
from domain.shared import PersonId
from domain.staff.facts import Role
from tests import examples as given
from tests.application.at_hospital import declined, received, seen
from tests.application.casework import (
    REFERRAL,
    WORRY,
    issued,
    raised,
    referred,
    reopen_casework,
    taken,
)
from tests.application.casework import told as told_by_itself
from tests.application.crisis.school.test_aftercare import followed_up
from tests.application.telling import (
    ADVISER_TOLD,
    DUTY_TOLD,
    HEAD_TOLD,
    LEAD_TOLD,
    LIAISON_TOLD,
    OTHER_HOSPITAL,
    OTHER_LIAISON,
    YESTERDAY,
    alerts,
    another_hospital,
    cause_of,
    employ,
    gap,
    know,
    passed_to,
    repeated,
    told_because_of,
    told_of_the_last,
)
from tests.crisis import ADVISER, CRISIS_LEAD, HOSPITAL, LIAISON
from tests.engines import FoundedLedger
from tests.office import LEADER, Office

NOBODY = PersonId(given.example_id(199))


@pytest.fixture
def at_work(founded_on_sqlite: FoundedLedger) -> Office:
    return reopen_casework(founded_on_sqlite)


# ── a passing on ─────────────────────────────────────────────────────────────────────────────────


def test_whom_a_case_is_passed_to_is_told(at_work: Office) -> None:
    passed_to(at_work, LEADER)
    told, nobody = told_of_the_last(at_work, ConcernPassedOn)
    assert told == replace(nobody, addressees=(HEAD_TOLD,))


def test_a_case_passed_to_somebody_who_cannot_sign_in_goes_back_to_the_line(
    at_work: Office,
) -> None:
    passed_to(at_work, LEADER)
    told, nobody = told_of_the_last(at_work, ConcernPassedOn, LEADER, CRISIS_LEAD)
    assert told == replace(
        nobody,
        place_id=given.SCHOOL,
        addressees=(DUTY_TOLD, ADVISER_TOLD),
        gaps=(
            gap(Role.CRISIS_LEAD, GapReason.UNREACHABLE, given.SCHOOL),
            gap(Role.SCHOOL_LEADER, GapReason.UNREACHABLE, given.SCHOOL),
        ),
        unreachable=(LEAD_TOLD, HEAD_TOLD),
    )
    cause = cause_of(at_work, ConcernPassedOn)
    without_worry = told_because_of(at_work, cause, LEADER, case=NO_CASE)
    assert without_worry == replace(nobody, unreachable=(HEAD_TOLD,))


def test_a_case_passed_to_somebody_who_left_the_post_goes_back_to_the_line(
    at_work: Office,
) -> None:
    employ(at_work, NOBODY, Role.COUNTY_OFFICER, given.COUNTY_OFFICE)
    passed_to(at_work, NOBODY)
    employ(at_work, NOBODY, Role.COUNTY_OFFICER, given.COUNTY_OFFICE, YESTERDAY)
    told, nobody = told_of_the_last(at_work, ConcernPassedOn)
    assert told == replace(nobody, place_id=given.SCHOOL, addressees=(LEAD_TOLD, ADVISER_TOLD))


@pytest.mark.parametrize("kept_out", ["named_by_a_repeat", "kept_out_before"])
def test_whoever_is_kept_out_by_now_is_told_neither_of_a_passing_nor_of_what_a_hospital_says(
    at_work: Office, kept_out: str
) -> None:
    employ(at_work, given.TEACHER, Role.CRISIS_LEAD, given.SCHOOL)
    passed_to(at_work, given.TEACHER)
    taken(at_work, by=given.TEACHER)
    issued(at_work, replace(REFERRAL, consent=None, danger="他在楼顶。"), by=given.TEACHER)
    declined(at_work)
    if kept_out == "named_by_a_repeat":
        repeated(at_work, replace(WORRY, involved=(Involved.MENTOR,)))
    else:
        nobody = told_of_the_last(at_work, ConcernRaised)[1]
        know(at_work, replace(nobody, kept_out_ids=(given.TEACHER,)))
    for kind in (ConcernPassedOn, ReferralDeclined):
        told, nobody = told_of_the_last(at_work, kind)
        assert told == replace(
            nobody,
            place_id=given.SCHOOL,
            addressees=(LEAD_TOLD, ADVISER_TOLD),
            kept_out_ids=(given.TEACHER,),
        )


def test_news_of_the_hospital_goes_to_the_line_where_whoever_answers_left_its_places(
    at_work: Office,
) -> None:
    employ(at_work, given.TEACHER, Role.CRISIS_LEAD, given.SCHOOL)
    passed_to(at_work, given.TEACHER)
    taken(at_work, by=given.TEACHER)
    issued(at_work, replace(REFERRAL, consent=None, danger="他在楼顶。"), by=given.TEACHER)
    declined(at_work)
    employ(at_work, given.TEACHER, Role.CRISIS_LEAD, given.SCHOOL, YESTERDAY)
    employ(at_work, given.TEACHER, Role.CRISIS_LEAD, given.OTHER_SCHOOL)
    for kind in (ConcernPassedOn, ReferralDeclined):
        told, nobody = told_of_the_last(at_work, kind)
        assert told == replace(nobody, place_id=given.SCHOOL, addressees=(LEAD_TOLD, ADVISER_TOLD))


def test_that_a_child_is_worse_again_is_told_to_whoever_answers_or_else_to_the_line(
    at_work: Office,
) -> None:
    for step in (referred, received, seen, followed_up, told_by_itself):
        step(at_work)
    before = len(alerts(at_work))
    followed_up(at_work, FollowUpOutcome.NEEDS_ASSESSMENT, number=733)
    told_by_itself(at_work)
    told, nobody = told_of_the_last(at_work, FollowUpDone)
    assert told == replace(nobody, addressees=(LEAD_TOLD,))
    # Of a child who is steady nobody was told.
    assert alerts(at_work)[before:] == (told,)
    assert alerts(at_work)[:before] == alerts(at_work)[:2]
    told, nobody = told_of_the_last(at_work, FollowUpDone, CRISIS_LEAD)
    assert {each.person_id for each in told.addressees} == {LEADER, ADVISER}


# ── a referral ───────────────────────────────────────────────────────────────────────────────────


def test_a_referral_is_told_to_the_liaisons_of_that_hospital_alone(at_work: Office) -> None:
    another_hospital(at_work)
    employ(at_work, OTHER_LIAISON, Role.HOSPITAL_LIAISON, OTHER_HOSPITAL)
    raised(at_work)
    taken(at_work)
    issued(at_work)
    told, nobody = told_of_the_last(at_work, ReferralIssued)
    assert told == replace(nobody, addressees=(LIAISON_TOLD,))
    told, nobody = told_of_the_last(at_work, ReferralIssued, LIAISON)
    assert told == replace(
        nobody,
        gaps=(gap(Role.HOSPITAL_LIAISON, GapReason.UNREACHABLE, HOSPITAL),),
        unreachable=(LIAISON_TOLD,),
    )


def test_a_referral_to_a_hospital_without_a_liaison_is_told_as_a_gap(at_work: Office) -> None:
    another_hospital(at_work)
    raised(at_work)
    taken(at_work)
    issued(at_work)
    cause = cause_of(at_work, ReferralIssued)
    assert isinstance(cause.fact, ReferralIssued)
    elsewhere = cause._replace(fact=replace(cause.fact, hospital_id=OTHER_HOSPITAL))
    _told, nobody = told_of_the_last(at_work, ReferralIssued)
    vacant = gap(Role.HOSPITAL_LIAISON, GapReason.VACANT, OTHER_HOSPITAL)
    assert told_because_of(at_work, elsewhere) == replace(nobody, gaps=(vacant,))


def test_a_liaison_whom_a_repeat_names_is_not_told_of_the_referral(at_work: Office) -> None:
    raised(at_work)
    repeated(at_work, replace(WORRY, involved_ids=(LIAISON,)))
    taken(at_work)
    issued(at_work)
    told, nobody = told_of_the_last(at_work, ReferralIssued)
    kept_out = gap(Role.HOSPITAL_LIAISON, GapReason.KEPT_OUT, HOSPITAL)
    assert told == replace(nobody, gaps=(kept_out,), kept_out_ids=(LIAISON,))
    cause = cause_of(at_work, ReferralIssued)
    assert told_because_of(at_work, cause, case=NO_CASE).addressees == (LIAISON_TOLD,)


def test_a_liaison_who_was_kept_out_before_is_not_told_of_the_referral(at_work: Office) -> None:
    raised(at_work)
    nobody = told_of_the_last(at_work, ConcernRaised)[1]
    know(at_work, replace(nobody, kept_out_ids=(LIAISON,)))
    taken(at_work)
    issued(at_work)
    told, nobody = told_of_the_last(at_work, ReferralIssued)
    kept_out = gap(Role.HOSPITAL_LIAISON, GapReason.KEPT_OUT, HOSPITAL)
    assert told == replace(nobody, gaps=(kept_out,), kept_out_ids=(LIAISON,))


def test_nobody_is_told_of_a_fact_from_which_nothing_follows(at_work: Office) -> None:
    raised(at_work)
    taken(at_work)
    with pytest.raises(TypeError, match="nothing follows"):
        told_of_the_last(at_work, ConcernTaken)
