"""The letter of one answer: for whoever received or answers the request, and of it alone."""

from dataclasses import replace

import pytest

from application.ports import History
from application.privacy.rights import answer_rights, request_rights, rights_of, verify_requester
from application.privacy.rights_letter import hand_over_answer, rights_letter
from domain.errors import NotFound, NotPermitted
from domain.reads.facts import Reading, RecordsRead
from domain.rights.facts import HandingMeans, RefusalReason
from domain.rights.state import HandOverAnswer
from domain.shared import RightsId, Stream
from tests import examples as given
from tests import privacy
from tests.office import LEADER, OFFICER, STRANGER, Office, acting, read_id

REFUSE = replace(privacy.ANSWER_ASKED, reason=RefusalReason.MUST_BE_KEPT, text="按规定还要保存。")
HAND_OVER = HandOverAnswer(
    child_id=given.CHILD,
    rights_id=privacy.ASKED,
    handed_on=given.TODAY,
    means=HandingMeans.IN_PERSON,
)


@pytest.fixture
def refused(office: Office) -> Office:
    """Give the office where the county refused what the head of school received."""
    privacy.employ_privacy_officer(office.opened)
    leader, now = acting(LEADER), given.NOW
    request_rights(office.ledger, leader, privacy.ASK, now)
    verify_requester(office.ledger, leader, privacy.PROVE, now)
    of_father = replace(
        privacy.ASK, rights_id=RightsId(given.example_id(866)), name="示例爸爸", relation_code="51"
    )
    request_rights(office.ledger, leader, of_father, now)
    answer_rights(office.ledger, acting(OFFICER), REFUSE, now)
    return office


def test_the_letter_names_the_office_that_answered_and_the_one_above(refused: Office) -> None:
    found = rights_letter(refused.ledger, refused.asked(LEADER, 1), privacy.ASKED)
    assert (found.office and found.office.name, found.above and found.above.name) == (
        given.COUNTY_OFFICE_REGISTERED.name,
        given.BUREAU_REGISTERED.name,
    )
    assert found.request.answer == REFUSE.text
    assert "示例爸爸" not in repr(found)


def test_the_letter_is_on_record_before_it_is_shown(refused: Office) -> None:
    rights_letter(refused.ledger, refused.asked(LEADER, 2), privacy.ASKED)
    found = refused.ledger.reads.load([Stream("reads", read_id(2))])
    assert isinstance(found, History)
    (read,) = (each.fact for each in found.recorded)
    assert isinstance(read, RecordsRead)
    assert (read.reader_id, read.what) == (LEADER, Reading.RIGHTS)


def test_only_whoever_received_or_answers_it_has_the_letter_and_hands_it_over(
    refused: Office,
) -> None:
    for number, person in enumerate((given.SUPERVISOR, given.TEACHER), start=3):
        with pytest.raises(NotPermitted):
            rights_letter(refused.ledger, refused.asked(person, number), privacy.ASKED)
        with pytest.raises(NotPermitted):
            hand_over_answer(refused.ledger, acting(person), HAND_OVER, given.NOW)
    with pytest.raises(NotFound, match="child_not_found"):
        rights_letter(refused.ledger, refused.asked(STRANGER, 5), privacy.ASKED)
    officer = refused.asked(privacy.PRIVACY_OFFICER, 6)
    assert rights_letter(refused.ledger, officer, privacy.ASKED).request.may_hand_over


def test_there_is_no_letter_before_the_answer(refused: Office) -> None:
    with pytest.raises(NotFound, match="rights_not_found"):
        rights_letter(refused.ledger, refused.asked(LEADER, 7), RightsId(given.example_id(866)))


def test_that_it_was_handed_over_is_recorded_once_and_told_in_the_list(refused: Office) -> None:
    first = hand_over_answer(refused.ledger, acting(LEADER), HAND_OVER, given.NOW)
    again = hand_over_answer(refused.ledger, acting(OFFICER), HAND_OVER, given.NOW)
    assert again == replace(first, fresh=False)
    found = rights_of(refused.ledger, refused.asked(LEADER, 8))
    handed = {each.requested.rights_id: each.handed_over for each in found.requests}
    given_on = handed[privacy.ASKED]
    assert given_on is not None
    assert (given_on.handed_by, given_on.means) == (LEADER, HandingMeans.IN_PERSON)
    assert found.names.people[LEADER]
