"""A family lets nothing be shared with hospitals any more: who hears, and what is still handed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.crisis.reading.case_reading import Case, case
from application.ports import History
from application.privacy.consent import publish_notice, record_answers, withdraw_consent
from application.states import consent_stream
from domain.alerts.facts import ConcernAlerted
from domain.codelists import Processing
from domain.consent.facts import ConsentWithdrawn
from domain.errors import RuleBroken
from domain.referrals.facts import Involved, ReferralIssued
from domain.referrals.hospital.hospital_facts import ReferralDeclined, ReferralRerouted
from domain.shared import ConsentId, PersonId, ReferralId
from infrastructure.opening import reactions_of
from tests import examples as given
from tests import privacy
from tests.application.at_hospital import appointed, declined, received, staffed
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
    alerts,
    history_of,
    repeated,
)
from tests.crisis import CRISIS_LEAD, LIAISON
from tests.engines import FoundedLedger
from tests.office import Office, acting

SHARING = Processing.SHARING_WITH_HOSPITAL
ANSWER = replace(privacy.ANSWER, granted=(SHARING,), declined=())
NO = replace(privacy.WITHDRAW, processing=SHARING)
IN_DANGER = replace(REFERRAL, consent=None, danger="他在楼顶。")
LATER = replace(
    CONSENT, consent_id=ConsentId(given.example_id(881)), given_at=given.NOW + timedelta(minutes=1)
)

IN_THAT_MINUTE = replace(REFERRAL, consent=replace(LATER, given_at=given.NOW))


def opened(founded: FoundedLedger) -> Office:
    """Open an office with a case that somebody has, and a family that lets data be shared."""
    office = reopen_casework(founded)
    privacy.employ_privacy_officer(office.opened)
    officer = acting(privacy.PRIVACY_OFFICER)
    publish_notice(office.ledger, officer, privacy.PUBLISH, given.NOW)
    record_answers(office.ledger, acting(given.TEACHER), ANSWER, given.NOW)
    raised(office)
    told(office)
    taken(office)
    return office


@pytest.fixture
def at_work(founded_on_sqlite: FoundedLedger) -> Office:
    return opened(founded_on_sqlite)


def taken_back(office: Office) -> None:
    withdraw_consent(office.ledger, acting(given.TEACHER), NO, given.NOW)


def seen_by(office: Office, person: PersonId, number: int = 1) -> Case:
    return case(office.ledger, asked(person, number))


def alerts_of_no(office: Office) -> list[ConcernAlerted]:
    """Return who was told of the case because of what the family said."""
    found = office.ledger.log.load([consent_stream(given.CHILD)])
    assert isinstance(found, History)
    causes = {e.event_id for e in found.recorded if isinstance(e.fact, ConsentWithdrawn)}
    return [each for each in alerts(office) if each.cause_id in causes]


def test_whoever_has_the_case_is_told_once_also_where_a_process_died_in_between(
    founded_ledger: FoundedLedger,
) -> None:
    office = opened(founded_ledger)
    issued(office)
    told(office)
    taken_back(office)
    assert alerts_of_no(office) == []
    # The process that recorded it is gone; another one follows the log, and a third.
    for _process in range(2):
        assert reactions_of(office.opened, lambda: given.NOW).follow()
    (alert,) = alerts_of_no(office)
    assert (alert.case_id, alert.addressees) == (CASE, (LEAD_TOLD,))


def test_nobody_is_told_where_no_hospital_has_the_child_or_another_use_is_meant(
    at_work: Office,
) -> None:
    taken_back(at_work)
    told(at_work)
    assert alerts_of_no(at_work) == []


def test_the_hospital_is_shown_neither_the_child_nor_what_was_seen_and_goes_on_to_act(
    at_work: Office,
) -> None:
    issued(at_work)
    before = seen_by(at_work, LIAISON)
    assert (before.file.pupil.name, before.concern.heard) == (given.CHILD_NAME, WORRY.heard)
    taken_back(at_work)
    after = seen_by(at_work, LIAISON, 2)
    assert after.sharing is not None
    assert (after.sharing.at, after.sharing.is_withheld) == (given.NOW, True)
    assert (after.file.pupil.name, after.described_as) == (None, None)
    assert (after.concern.heard, after.concern.signs) == (None, ())
    assert [type(each.fact) for each in after.entries] == [ReferralIssued]
    assert (after.state.givers, after.state.consents) == ({}, {})
    assert (received(at_work).fresh, appointed(at_work).fresh) == (True, True)
    school = seen_by(at_work, CRISIS_LEAD)
    assert school.sharing == after.sharing
    assert school.file.pupil.name == given.CHILD_NAME


def test_in_danger_the_hospital_sees_what_it_needs_and_the_case_says_so(at_work: Office) -> None:
    issued(at_work, IN_DANGER)
    taken_back(at_work)
    shown = seen_by(at_work, LIAISON)
    assert (shown.sharing, shown.file.pupil.name) == (None, given.CHILD_NAME)
    school = seen_by(at_work, CRISIS_LEAD)
    assert school.sharing is not None
    assert not school.sharing.is_withheld
    told(at_work)
    assert [each.addressees for each in alerts_of_no(at_work)] == [(LEAD_TOLD,)]


def test_a_no_of_a_family_that_may_be_meant_ends_nothing(at_work: Office) -> None:
    issued(at_work)
    repeated(at_work, replace(WORRY, involved=(Involved.GUARDIAN,)))
    taken_back(at_work)
    assert seen_by(at_work, LIAISON).file.pupil.name == given.CHILD_NAME


def test_nobody_is_referred_on_what_was_agreed_before_but_in_danger_or_anew(
    at_work: Office,
) -> None:
    taken_back(at_work)
    with pytest.raises(RuleBroken, match="sharing_with_hospital_ended"):
        issued(at_work)
    assert issued(at_work, IN_DANGER).fresh


def test_whoever_agrees_to_a_referral_afterwards_lets_the_hospital_see(at_work: Office) -> None:
    taken_back(at_work)
    assert issued(at_work, replace(REFERRAL, consent=LATER)).fresh
    assert seen_by(at_work, LIAISON).file.pupil.name == given.CHILD_NAME


def test_whoever_says_no_and_then_agrees_to_a_referral_in_one_minute_is_referred(
    founded_ledger: FoundedLedger,
) -> None:
    office = opened(founded_ledger)
    taken_back(office)
    assert issued(office, IN_THAT_MINUTE).fresh
    assert seen_by(office, LIAISON).file.pupil.name == given.CHILD_NAME


def test_whoever_agrees_to_a_referral_and_then_says_no_in_one_minute_shares_no_more(
    founded_ledger: FoundedLedger,
) -> None:
    office = opened(founded_ledger)
    issued(office, IN_THAT_MINUTE)
    taken_back(office)
    assert seen_by(office, LIAISON).file.pupil.name is None


def test_the_same_sent_again_is_answered_as_it_was(at_work: Office) -> None:
    first = issued(at_work)
    taken_back(at_work)
    again = issued(at_work)
    assert (again.fresh, again.position) == (False, first.position)


def test_nothing_goes_on_to_another_hospital(at_work: Office) -> None:
    staffed(at_work)
    issued(at_work, replace(REFERRAL, consent=replace(CONSENT, also_for=(OTHER_HOSPITAL,))))
    taken_back(at_work)
    declined(at_work)
    kinds = {type(each.fact) for each in history_of(at_work).recorded}
    assert (ReferralDeclined in kinds, ReferralRerouted in kinds) == (True, False)
    earlier = replace(
        REFERRAL,
        hospital_id=OTHER_HOSPITAL,
        referral_id=ReferralId(given.example_id(882)),
        consent=None,
        consent_id=CONSENT.consent_id,
    )
    with pytest.raises(RuleBroken, match="sharing_with_hospital_ended"):
        issued(at_work, earlier)
