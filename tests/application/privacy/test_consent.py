"""Consent as the office writes it down: told, asked, taken back; care never waits for it."""

from dataclasses import replace

import pytest

from application.care_files.files import care_file
from application.care_files.history import history
from application.care_files.visits import log_home_visit
from application.ports import History
from application.privacy.consent import (
    consents,
    own_notices,
    publish_notice,
    record_answers,
    withdraw_consent,
)
from domain.codelists import Processing
from domain.consent.facts import ASKED_FOR
from domain.consent.state import Agreement
from domain.errors import NotFound, NotPermitted, RuleBroken
from domain.reads.facts import Reading, RecordsRead
from domain.shared import ConsentId, OrganisationId, Stream
from domain.visits.state import LogHomeVisit
from tests import examples as given
from tests import privacy
from tests.office import LEADER, STRANGER, Office, acting, read_id

PHOTOS = Processing.PHOTOS


@pytest.fixture
def told(office: Office) -> Office:
    """Give the office with a privacy officer and a notice in force."""
    privacy.employ_privacy_officer(office.opened)
    officer = acting(privacy.PRIVACY_OFFICER)
    publish_notice(office.ledger, officer, privacy.PUBLISH, given.NOW)
    return office


def agreement(office: Office, number: int) -> dict[Processing, Agreement]:
    found = consents(office.ledger, office.asked(given.TEACHER, number))
    return {each.processing: each.agreement for each in found.agreed}


def test_a_family_is_told_agrees_and_takes_it_back(told: Office) -> None:
    teacher = acting(given.TEACHER)
    assert set(agreement(told, 1).values()) == {Agreement.NOT_ASKED}
    first = record_answers(told.ledger, teacher, privacy.ANSWER, given.NOW)
    again = record_answers(told.ledger, teacher, privacy.ANSWER, given.NOW)
    assert again == replace(first, fresh=False)
    assert agreement(told, 2)[PHOTOS] is Agreement.GRANTED
    other = replace(privacy.ANSWER, granted=ASKED_FOR, declined=())
    with pytest.raises(RuleBroken, match="consent_already_recorded"):
        record_answers(told.ledger, teacher, other, given.NOW)
    withdraw_consent(told.ledger, teacher, privacy.WITHDRAW, given.NOW)
    assert agreement(told, 3) == {
        PHOTOS: Agreement.WITHDRAWN,
        Processing.SCREENING: Agreement.DECLINED,
        Processing.SHARING_WITH_HOSPITAL: Agreement.NOT_ASKED,
        Processing.SHARING_WITH_CHARITY: Agreement.NOT_ASKED,
    }
    asked = told.asked(given.TEACHER, 4)
    kinds = [type(each.recorded.fact).__name__ for each in history(told.ledger, asked).entries]
    assert kinds[:2] == ["ConsentWithdrawn", "SpeakerNamed"]
    assert kinds[2:6] == ["ConsentDeclined", "ConsentGranted", "SpeakerNamed", "NoticeGiven"]
    file = care_file(told.ledger, told.asked(given.TEACHER, 5))
    assert [each.agreement for each in file.agreed] == list(agreement(told, 6).values())


def test_looking_at_consent_is_a_reading(told: Office) -> None:
    consents(told.ledger, told.asked(given.TEACHER, 7))
    found = told.ledger.reads.load([Stream("reads", read_id(7))])
    assert isinstance(found, History)
    (read,) = (each.fact for each in found.recorded)
    assert isinstance(read, RecordsRead)
    assert (read.what, read.child_ids) == (Reading.CONSENT, (given.CHILD,))


def test_a_no_to_everything_stops_no_visit(told: Office) -> None:
    teacher = acting(given.TEACHER)
    no = replace(privacy.ANSWER, granted=(), declined=ASKED_FOR)
    record_answers(told.ledger, teacher, no, given.NOW)
    visit = LogHomeVisit(child_id=given.CHILD, visit_id=given.VISIT_ID, visit=given.HOME_VISIT)
    assert log_home_visit(told.ledger, teacher, visit, given.NOW).fresh


def test_who_may_publish_ask_and_see(told: Office) -> None:
    officer = acting(privacy.PRIVACY_OFFICER)
    assert [each.version for each in own_notices(told.ledger, officer, given.NOW)] == [1]
    for refused in (given.TEACHER, LEADER):
        with pytest.raises(NotPermitted):
            publish_notice(told.ledger, acting(refused), privacy.PUBLISH, given.NOW)
    with pytest.raises(NotPermitted):
        record_answers(told.ledger, officer, privacy.ANSWER, given.NOW)
    with pytest.raises(NotFound, match="child_not_found"):
        record_answers(told.ledger, acting(STRANGER), privacy.ANSWER, given.NOW)
    assert consents(told.ledger, told.asked(privacy.PRIVACY_OFFICER, 8)).notices


def test_the_notice_of_another_place_is_not_for_this_child(told: Office) -> None:
    elsewhere = replace(
        privacy.ANSWER,
        consent_id=ConsentId(given.example_id(859)),
        organisation_id=OrganisationId(given.OTHER_VILLAGE),
    )
    with pytest.raises(NotFound, match="notice_not_found"):
        record_answers(told.ledger, acting(given.TEACHER), elsewhere, given.NOW)
