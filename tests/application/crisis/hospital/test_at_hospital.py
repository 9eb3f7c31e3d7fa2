"""What a hospital says of a referral: to whom it is told, who has it then, what both sides see."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.crisis.desk.stages import CaseStage
from application.crisis.hospital.at_hospital import (
    decline_referral,
    record_absence,
    record_attendance,
)
from application.crisis.reading.case_reading import case
from domain.errors import NotFound, NotPermitted, RuleBroken
from domain.referrals.facts import Involved
from domain.referrals.hospital.at_hospital import (
    RecordAbsence,
    RecordAttendance,
)
from domain.referrals.hospital.hospital_facts import (
    Basis,
    DeclineReason,
    NotAttended,
    ReferralDeclined,
    ReferralRerouted,
)
from domain.shared import AttendanceId, ConsentId, ReferralId
from domain.staff.facts import Role
from tests import examples as given
from tests.application.at_hospital import DECLINE, appointed, declined, received, staffed
from tests.application.casework import (
    CASE,
    CONSENT,
    REFERRAL,
    WORRY,
    asked,
    issued,
    raised,
    reopen_casework,
    taken,
    told,
)
from tests.application.telling import (
    ADVISER_TOLD,
    LEAD_TOLD,
    OTHER_HOSPITAL,
    OTHER_LIAISON,
    alerts,
    another_hospital,
    employ,
    history_of,
    told_as,
    told_of_the_last,
)
from tests.crisis import CRISIS_LEAD, HOSPITAL, LIAISON
from tests.engines import FoundedLedger
from tests.office import Office, acting

IN_DANGER = replace(REFERRAL, consent=None, danger="他在楼顶。")
DECLINED = ReferralDeclined(
    case_id=CASE,
    child_id=given.CHILD,
    decline_id=DECLINE.decline_id,
    hospital_id=HOSPITAL,
    declined_by=LIAISON,
    reason=DeclineReason.NO_BED,
)
REROUTED = ReferralRerouted(
    case_id=CASE,
    child_id=given.CHILD,
    decline_id=DECLINE.decline_id,
    from_hospital_id=HOSPITAL,
    hospital_id=OTHER_HOSPITAL,
    basis=Basis.CONSENT,
    consent_id=CONSENT.consent_id,
)
OTHER_TOLD = told_as(OTHER_LIAISON, Role.HOSPITAL_LIAISON, OTHER_HOSPITAL)


@pytest.fixture
def at_work(founded_on_sqlite: FoundedLedger) -> Office:
    office = reopen_casework(founded_on_sqlite)
    raised(office)
    told(office)
    taken(office)
    return office


def test_in_danger_a_declined_child_is_at_the_next_hospital_in_the_same_commit(
    founded_ledger: FoundedLedger,
) -> None:
    office = reopen_casework(founded_ledger)
    raised(office)
    told(office)
    taken(office)
    staffed(office)
    issued(office, IN_DANGER)
    told(office)
    first = declined(office)
    again = declined(office)
    other = replace(DECLINE, reason=DeclineReason.OUT_OF_HOURS)
    with pytest.raises(RuleBroken, match="decline_already_recorded"):
        decline_referral(office.ledger, acting(LIAISON), other, given.NOW)
    assert (first.fresh, again.fresh, again.position) == (True, False, first.position)
    facts = [each.fact for each in history_of(office).recorded]
    assert [each for each in facts if isinstance(each, ReferralDeclined | ReferralRerouted)] == [
        DECLINED,
        replace(REROUTED, basis=Basis.EMERGENCY, consent_id=None, danger="他在楼顶。"),
    ]
    told(office)
    assert [each.addressees for each in alerts(office)[-2:]] == [(LEAD_TOLD,), (OTHER_TOLD,)]
    with pytest.raises(NotFound, match="case_not_found"):
        case(office.ledger, asked(LIAISON))
    shown = case(office.ledger, asked(OTHER_LIAISON))
    assert (shown.is_for_hospital, received(office, OTHER_LIAISON).fresh) == (True, True)


def test_on_consent_it_goes_to_no_hospital_that_the_family_did_not_name(at_work: Office) -> None:
    staffed(at_work)
    issued(at_work)
    declined(at_work)
    assert history_of(at_work).recorded[-1].fact == DECLINED
    shown = case(at_work.ledger, asked(CRISIS_LEAD))
    assert (shown.state.issued, shown.state.declined) == (None, DECLINED)
    (row,) = at_work.ledger.health.page(CRISIS_LEAD, given.TODAY, limit=9).rows
    assert (row.stage, row.hospital_id) == (CaseStage.DECLINED, None)
    again = replace(
        REFERRAL, hospital_id=OTHER_HOSPITAL, referral_id=ReferralId(given.example_id(722))
    )
    on_the_same = replace(again, consent=None, consent_id=CONSENT.consent_id)
    with pytest.raises(RuleBroken, match="consent_names_other_hospital"):
        issued(at_work, on_the_same)
    anew = replace(CONSENT, consent_id=ConsentId(given.example_id(723)))
    assert issued(at_work, replace(again, consent=anew)).fresh
    assert received(at_work, OTHER_LIAISON).fresh
    late = issued(at_work)
    assert (late.fresh, at_work.ledger.health.counts(CRISIS_LEAD, given.TODAY)) == (
        False,
        {CaseStage.ACKNOWLEDGED: 1},
    )


def test_on_consent_it_goes_to_the_hospital_the_family_named_next(at_work: Office) -> None:
    staffed(at_work)
    issued(at_work, replace(REFERRAL, consent=replace(CONSENT, also_for=(OTHER_HOSPITAL,))))
    declined(at_work)
    assert [each.fact for each in history_of(at_work).recorded[-2:]] == [DECLINED, REROUTED]
    shown = case(at_work.ledger, asked(OTHER_LIAISON))
    kinds = [type(each.fact).__name__ for each in shown.entries]
    assert kinds == ["ConsentGiverNamed", "ConsentRecorded", "ReferralRerouted"]
    assert not shown.state.at_hospital.declines


def test_nobody_is_sent_where_no_liaison_can_be_told(at_work: Office) -> None:
    another_hospital(at_work)
    employ(at_work, OTHER_LIAISON, Role.HOSPITAL_LIAISON, OTHER_HOSPITAL)
    issued(at_work, IN_DANGER)
    declined(at_work)
    assert history_of(at_work).recorded[-1].fact == DECLINED


def test_where_nobody_can_hear_that_it_was_declined_the_line_is_told_again(
    at_work: Office,
) -> None:
    issued(at_work, IN_DANGER)
    declined(at_work)
    told_lead, nobody = told_of_the_last(at_work, ReferralDeclined)
    assert told_lead == replace(nobody, addressees=(LEAD_TOLD,))
    without, _nobody = told_of_the_last(at_work, ReferralDeclined, CRISIS_LEAD)
    assert (ADVISER_TOLD in without.addressees, without.unreachable) == (True, (LEAD_TOLD,))


def test_whoever_answers_and_may_be_involved_by_now_hears_nothing_of_it(at_work: Office) -> None:
    issued(at_work, IN_DANGER)
    raised_again = replace(WORRY, involved=(Involved.SCHOOL_LEADER,))
    with pytest.raises(Exception, match="conflict_kept"):
        raised(at_work, raised_again)
    declined(at_work)
    heard, _nobody = told_of_the_last(at_work, ReferralDeclined)
    assert CRISIS_LEAD not in {each.person_id for each in heard.addressees}


def test_only_the_hospital_that_has_it_says_anything_of_it(at_work: Office) -> None:
    issued(at_work)
    with pytest.raises(NotPermitted):
        declined(at_work, CRISIS_LEAD)
    staffed(at_work)
    with pytest.raises(NotFound, match="case_not_found"):
        declined(at_work, OTHER_LIAISON)
    declined(at_work)
    with pytest.raises(NotFound, match="case_not_found"):
        declined(at_work, OTHER_LIAISON)
    with pytest.raises(NotFound, match="case_not_found"):
        received(at_work)


def test_a_hospital_appoints_and_says_who_came_and_the_school_hears_of_who_did_not(
    at_work: Office,
) -> None:
    issued(at_work)
    received(at_work)
    ledger, liaison = at_work.ledger, acting(LIAISON)
    later = given.NOW + timedelta(days=1)
    absence = RecordAbsence(case_id=CASE, attendance_id=AttendanceId(given.example_id(725)))
    came = RecordAttendance(
        case_id=CASE,
        attendance_id=AttendanceId(given.example_id(726)),
        attended_at=given.NOW + timedelta(hours=30),
    )
    for _time in range(2):
        appointed(at_work)
        record_absence(ledger, liaison, absence, later)
    recorded = history_of(at_work).recorded[-1]
    assert isinstance(recorded.fact, NotAttended)
    days = (recorded.fact.chase_on - given.TODAY).days
    assert (recorded.fact.chase, days, recorded.context.rules) == (1, 2, given.RULES.version)
    heard, nobody = told_of_the_last(at_work, NotAttended)
    assert heard == replace(nobody, addressees=(LEAD_TOLD,))
    record_attendance(ledger, liaison, came, later + timedelta(days=1))
    for person in (CRISIS_LEAD, LIAISON):
        shown = case(ledger, asked(person))
        assert shown.state.at_hospital.attended is not None
        kinds = [type(each.fact).__name__ for each in shown.entries]
        assert kinds[-3:] == ["AppointmentSet", "NotAttended", "Attended"]
    with pytest.raises(NotPermitted):
        appointed(at_work, CRISIS_LEAD)
