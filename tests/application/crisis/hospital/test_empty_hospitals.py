"""A referral to a hospital of which nobody can be told goes on at once, or its sender hears."""

from dataclasses import replace

import pytest

from application.crisis.hospital.choosing import HospitalToChoose, hospitals_to_choose
from application.crisis.reading.case_reading import case
from application.ports import NO_CONTEXT
from domain.alerts.facts import GapReason
from domain.errors import NotFound, NotPermitted
from domain.oncall.facts import ShiftKind
from domain.oncall.opening import Opening
from domain.referrals.facts import ReferralIssued
from domain.referrals.hospital.hospital_facts import Basis, ReferralRerouted
from domain.shared import PersonId
from domain.staff.facts import Role
from tests import examples as given
from tests.application.at_hospital import received, staffed
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
    LEAD_TOLD,
    OTHER_HOSPITAL,
    OTHER_LIAISON,
    alerts,
    another_hospital,
    gap,
    history_of,
    know,
    repeated,
    told_as,
)
from tests.crisis import ADVISER, CRISIS_LEAD, HOSPITAL, LIAISON
from tests.engines import FoundedLedger
from tests.office import Office, acting
from tests.on_call_examples import PUBLISHED

IN_DANGER = replace(REFERRAL, hospital_id=OTHER_HOSPITAL, consent=None, danger="他在楼顶。")
WENT_ON = ReferralRerouted(
    case_id=CASE,
    child_id=given.CHILD,
    decline_id=None,
    from_hospital_id=OTHER_HOSPITAL,
    hospital_id=HOSPITAL,
    basis=Basis.EMERGENCY,
    danger="他在楼顶。",
)
VACANT = gap(Role.HOSPITAL_LIAISON, GapReason.VACANT, OTHER_HOSPITAL)


@pytest.fixture
def at_work(founded_on_sqlite: FoundedLedger) -> Office:
    return opened(founded_on_sqlite)


def opened(founded: FoundedLedger) -> Office:
    office = reopen_casework(founded)
    another_hospital(office)
    raised(office)
    told(office)
    taken(office)
    return office


def referred(office: Office) -> list[object]:
    """Return what is recorded of where the child was sent."""
    kinds = ReferralIssued | ReferralRerouted
    return [each.fact for each in history_of(office).recorded if isinstance(each.fact, kinds)]


def test_in_danger_a_referral_goes_past_an_empty_post_in_the_commit_that_issues_it(
    founded_ledger: FoundedLedger,
) -> None:
    office = opened(founded_ledger)
    first, again = issued(office, IN_DANGER), issued(office, IN_DANGER)
    assert (first.fresh, again.fresh, again.position) == (True, False, first.position)
    sent = [each for each in history_of(office).recorded if each.fact == WENT_ON]
    assert [each.request_id for each in sent] == [IN_DANGER.referral_id]
    assert len(referred(office)) == 2
    told(office)
    # The next hospital hears, and whoever has the case that the post stands empty; no line is.
    owners, hospitals = alerts(office)[-2:]
    assert (owners.addressees, owners.gaps) == ((LEAD_TOLD,), (VACANT,))
    assert hospitals.addressees == (told_as(LIAISON, Role.HOSPITAL_LIAISON, HOSPITAL),)
    assert received(office).fresh


def test_the_hospital_it_goes_to_is_told_of_no_other(at_work: Office) -> None:
    issued(at_work, IN_DANGER)
    found = case(at_work.ledger, asked(LIAISON))
    (went_on,) = found.entries
    assert (went_on.fact, went_on.context) == (WENT_ON, NO_CONTEXT)
    assert OTHER_HOSPITAL not in found.names.organisations


def test_on_consent_it_goes_on_to_what_the_family_named_and_nowhere_else(at_work: Office) -> None:
    named = replace(CONSENT, also_for=(HOSPITAL,))
    issued(at_work, replace(REFERRAL, hospital_id=OTHER_HOSPITAL, consent=named))
    assert referred(at_work)[-1] == replace(
        WENT_ON, basis=Basis.CONSENT, consent_id=CONSENT.consent_id, danger=None
    )


def test_where_the_consent_names_no_other_whoever_sent_it_and_the_line_are_told(
    at_work: Office,
) -> None:
    issued(at_work, replace(REFERRAL, hospital_id=OTHER_HOSPITAL))
    assert [type(each) for each in referred(at_work)] == [ReferralIssued]
    told(at_work)
    last = alerts(at_work)[-1]
    assert (LEAD_TOLD in last.addressees, len(last.addressees) > 1, last.gaps) == (
        True,
        True,
        (VACANT,),
    )


def test_where_no_hospital_hears_the_referral_stands_and_its_sender_is_told(
    at_work: Office,
) -> None:
    repeated(at_work, replace(WORRY, involved_ids=(LIAISON,)))
    issued(at_work, IN_DANGER)
    assert [type(each) for each in referred(at_work)] == [ReferralIssued]
    told(at_work)
    assert LEAD_TOLD in alerts(at_work)[-1].addressees


def test_a_liaison_who_may_be_involved_is_passed_by_as_an_empty_post(at_work: Office) -> None:
    staffed(at_work)
    repeated(at_work, replace(WORRY, involved_ids=(OTHER_LIAISON,)))
    issued(at_work, IN_DANGER)
    assert referred(at_work)[-1] == WENT_ON


def test_before_one_is_chosen_each_is_told_with_its_hours_and_whether_it_hears(
    at_work: Office,
) -> None:
    tonight, _weekend = PUBLISHED.shifts
    shift = replace(
        tonight,
        kind=ShiftKind.DAY,
        person_id=LIAISON,
        role=Role.HOSPITAL_LIAISON,
        stand_in_id=None,
    )
    know(at_work, replace(PUBLISHED, organisation_id=HOSPITAL, shifts=(shift,)))
    found = {each.hospital.organisation_id: each for each in chosen_from(at_work, CRISIS_LEAD)}
    here, empty = found[HOSPITAL], found[OTHER_HOSPITAL]
    assert (here.hears, here.goes_past, here.opening) == (
        True,
        False,
        Opening(is_open=True, until_at=given.NOW.replace(hour=10, minute=0)),
    )
    assert (empty.hears, empty.goes_past, empty.opening) == (False, True, None)


def test_whoever_may_bring_the_child_there_is_told_of_hospitals_and_nobody_else(
    at_work: Office,
) -> None:
    assert chosen_from(at_work, ADVISER)
    with pytest.raises(NotFound):
        chosen_from(at_work, PersonId(given.example_id(999)))
    issued(at_work)
    with pytest.raises(NotPermitted):
        chosen_from(at_work, LIAISON)


def chosen_from(office: Office, person: PersonId) -> tuple[HospitalToChoose, ...]:
    return hospitals_to_choose(office.ledger, acting(person), CASE, given.NOW)
