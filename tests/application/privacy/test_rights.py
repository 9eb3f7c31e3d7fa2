"""Requests about one's own data at the office, and what the copy holds and keeps back."""

from dataclasses import replace
from datetime import date

import pytest

from application.care_files.files import care_file
from application.care_files.visits import log_home_visit
from application.crisis.reading.case_reading import case
from application.crisis.worries.referrals import raise_concern
from application.ports import History
from application.privacy.rights import answer_rights, request_rights, rights_of, verify_requester
from application.privacy.rights_copy import ChildCopy, rights_copy
from application.reads.looking import Asked
from domain.codelists import ConsentMeans, SpokenBy
from domain.errors import NotFound, NotPermitted, RuleBroken
from domain.reads.facts import Reading, RecordsRead
from domain.referrals.facts import Involved, MayTellGuardian, Situation
from domain.referrals.state import RaiseConcern
from domain.rights.facts import ProvenBy, RightsKind
from domain.rights.state import AnswerRights, RequestRights, RightsStage, VerifyRequester
from domain.shared import CaseId, Purpose, RightsId, Stream
from domain.visits.state import LogHomeVisit
from tests import examples as given
from tests import privacy
from tests.application.casework import asked as asked_case
from tests.application.casework import look_id, reopen_casework, told
from tests.crisis import CRISIS_LEAD
from tests.engines import FoundedLedger
from tests.office import LEADER, OFFICER, STRANGER, Office, acting, read_id, with_factor

ID = RightsId(given.example_id(861))
REQUEST = RequestRights(
    child_id=given.CHILD,
    rights_id=ID,
    kind=RightsKind.COPY,
    spoken_by=SpokenBy.GUARDIAN,
    means=ConsentMeans.IN_PERSON,
    asked_on=given.TODAY,
    relation_code="52",
    name="示例妈妈",
)
VERIFY = VerifyRequester(
    child_id=given.CHILD, rights_id=ID, proven_by=ProvenBy.DOCUMENT_SEEN, verified_on=given.TODAY
)
ANSWER = AnswerRights(
    child_id=given.CHILD, rights_id=ID, answered_on=given.TODAY, text="已当面交给您。"
)
VISIT = LogHomeVisit(
    child_id=given.CHILD,
    visit_id=given.VISIT_ID,
    visit=given.HOME_VISIT,
    words=given.CHILD_WORDS,
)
WORRY = RaiseConcern(
    case_id=CaseId(given.example_id(862)),
    child_id=given.CHILD,
    situation=Situation.SUSPECTED_HARM,
    heard="手臂上有新伤",
    involved=(Involved.GUARDIAN,),
    may_tell_guardian=MayTellGuardian.NOT_YET,
)


@pytest.fixture
def asked(office: Office) -> Office:
    """Give the office where the head of school received a mother's request and saw her papers."""
    return received(office)


def received(office: Office) -> Office:
    privacy.employ_privacy_officer(office.opened)
    log_home_visit(office.ledger, acting(given.TEACHER), VISIT, given.NOW)
    request_rights(office.ledger, acting(LEADER), REQUEST, given.NOW)
    verify_requester(office.ledger, acting(LEADER), VERIFY, given.NOW)
    return office


def asked_with_factor(office: Office, number: int) -> Asked:
    officer = privacy.PRIVACY_OFFICER
    return replace(office.asked(officer, number), actor=with_factor(officer))


def copied(office: Office, number: int) -> ChildCopy:
    return rights_copy(office.ledger, asked_with_factor(office, number), ID)


def granted(office: Office) -> None:
    """Let the privacy officer grant what the head of school received."""
    answer_rights(office.ledger, with_factor(privacy.PRIVACY_OFFICER), ANSWER, given.NOW)


def test_a_request_before_the_spring_festival_is_due_by_the_official_calendar(
    office: Office,
) -> None:
    before = replace(REQUEST, asked_on=date(2026, 2, 6))
    request_rights(office.ledger, acting(LEADER), before, given.NOW)
    (request,) = rights_of(office.ledger, office.asked(LEADER)).requests
    assert request.requested.due_on == date(2026, 3, 5)


def test_a_request_goes_from_the_school_to_the_privacy_officer(asked: Office) -> None:
    first = request_rights(asked.ledger, acting(LEADER), REQUEST, given.NOW)
    assert not first.fresh
    with pytest.raises(NotPermitted):
        answer_rights(asked.ledger, acting(LEADER), ANSWER, given.NOW)
    with pytest.raises(NotPermitted):
        request_rights(asked.ledger, acting(given.TEACHER), REQUEST, given.NOW)
    with pytest.raises(NotFound, match="child_not_found"):
        rights_of(asked.ledger, asked.asked(STRANGER, 1))
    officer = acting(privacy.PRIVACY_OFFICER)
    answered = answer_rights(asked.ledger, officer, ANSWER, given.NOW)
    again = answer_rights(asked.ledger, officer, ANSWER, given.NOW)
    assert again == replace(answered, fresh=False)
    (found,) = rights_of(asked.ledger, asked.asked(privacy.PRIVACY_OFFICER, 2)).requests
    assert (found.stage, found.answer) == (RightsStage.FULFILLED, ANSWER.text)
    assert (found.may_answer, found.may_copy) == (False, True)


def test_carers_on_file_are_told_to_those_alone_who_may_see_carers(asked: Office) -> None:
    told = {
        person: rights_of(asked.ledger, asked.asked(person, number)).carers
        for number, person in enumerate((LEADER, privacy.PRIVACY_OFFICER), start=11)
    }
    assert told == {LEADER: (given.CARER_RECORDED,), privacy.PRIVACY_OFFICER: None}


def test_who_received_a_request_does_not_decide_on_it(office: Office) -> None:
    officer = acting(OFFICER)
    request_rights(office.ledger, officer, REQUEST, given.NOW)
    verify_requester(office.ledger, officer, VERIFY, given.NOW)
    with pytest.raises(RuleBroken, match="answered_by_another"):
        answer_rights(office.ledger, officer, ANSWER, given.NOW)


def test_a_copy_is_on_record_before_it_is_shown(asked: Office) -> None:
    granted(asked)
    copied(asked, 3)
    found = asked.ledger.reads.load([Stream("reads", read_id(3))])
    assert isinstance(found, History)
    (read,) = (each.fact for each in found.recorded)
    assert isinstance(read, RecordsRead)
    assert (read.what, read.purpose) == (Reading.RIGHTS_COPY, Purpose.RIGHTS)


def test_a_guardian_who_may_be_involved_learns_nothing_of_a_case_from_the_copy(
    founded_ledger: FoundedLedger,
) -> None:
    asked = received(reopen_casework(founded_ledger))
    granted(asked)
    before = copied(asked, 4)
    raise_concern(asked.ledger, acting(given.TEACHER), WORRY, given.NOW)
    told(asked)
    case(asked.ledger, asked_case(CRISIS_LEAD, case_id=WORRY.case_id))
    assert isinstance(asked.ledger.reads.load([Stream("reads", look_id(CRISIS_LEAD))]), History)
    after = copied(asked, 5)
    assert replace(after, looked=()) == replace(before, looked=())
    assert [each for each in after.looked if each.purpose is not Purpose.RIGHTS] == [
        each for each in before.looked if each.purpose is not Purpose.RIGHTS
    ]
    for secret in (WORRY.heard, given.CHILD_WORDS, given.HOME_VISIT.note, given.PHONE):
        assert secret
        assert secret not in repr(after)
    assert given.ID_NUMBER not in repr(after)


def test_the_copy_tells_what_is_held_in_plain_facts(asked: Office) -> None:
    granted(asked)
    found = copied(asked, 6)
    assert found.registered.name == given.CHILD_NAME
    assert found.registered.address == given.CHILD_REGISTERED.address
    assert [each.outcome for each in found.contacts] == [given.HOME_VISIT.outcome]
    assert [each.village_id for each in found.residences] == [given.VILLAGE]
    assert found.names.people[given.TEACHER]


def test_the_copy_tells_who_looked_by_office_and_duty(asked: Office) -> None:
    granted(asked)
    care_file(asked.ledger, asked.asked(given.TEACHER, 10))
    care_file(asked.ledger, asked.asked(given.TEACHER, 11))
    looked = {(each.duty, each.purpose): each for each in copied(asked, 12).looked}
    by_teacher = looked["class_teacher", Purpose.CARE]
    assert (by_teacher.times, by_teacher.last_on) == (2, given.TODAY)
    assert looked["privacy_officer", Purpose.RIGHTS].times == 1


def test_a_child_is_handed_the_own_words(office: Office) -> None:
    privacy.employ_privacy_officer(office.opened)
    log_home_visit(office.ledger, acting(given.TEACHER), VISIT, given.NOW)
    own = replace(REQUEST, spoken_by=SpokenBy.CHILD)
    request_rights(office.ledger, acting(LEADER), own, given.NOW)
    verify_requester(office.ledger, acting(LEADER), VERIFY, given.NOW)
    granted(office)
    assert copied(office, 7).words == (given.CHILD_WORDS,)


def test_nobody_alone_is_handed_what_they_say_a_child_asked_for(office: Office) -> None:
    privacy.employ_privacy_officer(office.opened)
    log_home_visit(office.ledger, acting(given.TEACHER), VISIT, given.NOW)
    alone = with_factor(privacy.PRIVACY_OFFICER)
    own = replace(REQUEST, spoken_by=SpokenBy.CHILD)
    request_rights(office.ledger, alone, own, given.NOW)
    verify_requester(office.ledger, alone, VERIFY, given.NOW)
    with pytest.raises(NotFound, match="rights_not_found"):
        copied(office, 10)
    with pytest.raises(RuleBroken, match="answered_by_another"):
        answer_rights(office.ledger, alone, ANSWER, given.NOW)
    (waiting,) = rights_of(office.ledger, office.asked(privacy.PRIVACY_OFFICER, 11)).requests
    assert not waiting.may_copy
    answer_rights(office.ledger, with_factor(OFFICER), ANSWER, given.NOW)
    assert copied(office, 12).words == (given.CHILD_WORDS,)


@pytest.mark.parametrize("kind", [RightsKind.DELETE, RightsKind.CORRECT])
def test_only_a_proven_request_to_see_or_copy_is_answered_with_a_copy(
    office: Office, kind: RightsKind
) -> None:
    privacy.employ_privacy_officer(office.opened)
    request_rights(office.ledger, acting(LEADER), replace(REQUEST, kind=kind), given.NOW)
    verify_requester(office.ledger, acting(LEADER), VERIFY, given.NOW)
    granted(office)
    with pytest.raises(NotFound, match="rights_not_found"):
        copied(office, 8)
    unproven = replace(REQUEST, rights_id=RightsId(given.example_id(863)))
    request_rights(office.ledger, acting(LEADER), unproven, given.NOW)
    asked = asked_with_factor(office, 9)
    with pytest.raises(NotFound, match="rights_not_found"):
        rights_copy(office.ledger, asked, unproven.rights_id)
