"""Only a human being who is registered can have visited or talked, whoever enters it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import pytest

from application.care_files.corrections import correct_home_visit, correct_talk
from application.care_files.visits import log_home_visit, log_talk
from application.ports import Commit, EventLog, History, Receipt, Recorded
from application.staffing.staff import register_person
from application.states import staff_stream, visits_stream
from domain.errors import RuleBroken
from domain.shared import DutyId, Erased, PersonId, RequestId, Stream
from domain.staff.facts import DutyAssigned, PersonKind, Role
from domain.staff.state import RegisterPerson
from domain.visits.facts import HomeVisitLogged
from domain.visits.state import CorrectHomeVisit, CorrectTalk, LogHomeVisit, LogTalk
from tests import examples as given
from tests.office import ADMINISTRATOR, LEADER, Office, acting

SOMEBODY = PersonId(given.example_id(190))


def log_a_visit(office: Office, by: PersonId) -> Receipt:
    visit = replace(given.HOME_VISIT, visited_by=by)
    request = LogHomeVisit(child_id=given.CHILD, visit_id=given.VISIT_ID, visit=visit)
    return log_home_visit(office.ledger, acting(given.TEACHER), request, given.NOW)


def log_a_talk(office: Office, by: PersonId) -> Receipt:
    talk = replace(given.TALK, talked_by=by)
    request = LogTalk(child_id=given.CHILD, talk_id=given.TALK_ID, talk=talk)
    return log_talk(office.ledger, acting(given.TEACHER), request, given.NOW)


def correct_a_visit(office: Office, by: PersonId) -> Receipt:
    request = CorrectHomeVisit(
        child_id=given.CHILD,
        visit_id=given.VISIT_ID,
        correction_id=given.CORRECTION_ID,
        visit=replace(given.HOME_VISIT, visited_by=by),
        why="去的是另一位。",
    )
    return correct_home_visit(office.ledger, acting(given.TEACHER), request, given.NOW)


def correct_a_talk(office: Office, by: PersonId) -> Receipt:
    request = CorrectTalk(
        child_id=given.CHILD,
        talk_id=given.TALK_ID,
        correction_id=given.CORRECTION_ID,
        talk=replace(given.TALK, talked_by=by),
        why="谈的是另一位。",
    )
    return correct_talk(office.ledger, acting(given.TEACHER), request, given.NOW)


Enter = Callable[[Office, PersonId], Receipt]
EACH_WAY: list[tuple[Enter, str]] = [
    (log_a_visit, "visited_by"),
    (log_a_talk, "talked_by"),
    (correct_a_visit, "visited_by"),
    (correct_a_talk, "talked_by"),
]


def register(office: Office, kind: PersonKind) -> None:
    request = RegisterPerson(person_id=SOMEBODY, kind=kind, name="示例")
    register_person(office.ledger, acting(ADMINISTRATOR), request, given.NOW)


def log_what_can_be_corrected(office: Office) -> None:
    log_a_visit(office, given.TEACHER)
    log_a_talk(office, given.TEACHER)


@pytest.mark.parametrize(("enter", "field"), EACH_WAY)
def test_whoever_is_not_registered_cannot_have_gone(
    office: Office, enter: Enter, field: str
) -> None:
    if enter in (correct_a_visit, correct_a_talk):
        log_what_can_be_corrected(office)
    with pytest.raises(RuleBroken) as refused:
        enter(office, SOMEBODY)
    assert (refused.value.code, refused.value.parameters) == (
        "not_a_registered_human",
        {"field": field},
    )
    register(office, PersonKind.HUMAN)
    assert enter(office, SOMEBODY).fresh


def test_a_program_cannot_have_gone(office: Office) -> None:
    register(office, PersonKind.MACHINE)
    with pytest.raises(RuleBroken) as refused:
        log_a_visit(office, SOMEBODY)
    assert refused.value.code == "not_a_registered_human"


def test_a_program_with_a_duty_cannot_have_gone_itself(office: Office) -> None:
    register(office, PersonKind.MACHINE)
    duty = DutyAssigned(
        person_id=SOMEBODY,
        duty_id=DutyId(given.example_id(1_499)),
        role=Role.CLASS_TEACHER,
        organisation_id=given.SCHOOL_CLASS,
        from_on=given.TODAY,
    )
    know(office, duty, {staff_stream(SOMEBODY): 1})
    visit = replace(given.HOME_VISIT, visited_by=SOMEBODY)
    request = LogHomeVisit(child_id=given.CHILD, visit_id=given.VISIT_ID, visit=visit)
    with pytest.raises(RuleBroken) as refused:
        log_home_visit(office.ledger, acting(SOMEBODY), request, given.NOW)
    assert refused.value.code == "not_a_registered_human"


def test_what_was_recorded_before_is_answered_whoever_it_names(office: Office) -> None:
    visit = replace(given.HOME_VISIT, visited_by=SOMEBODY)
    logged = HomeVisitLogged(child_id=given.CHILD, visit_id=given.VISIT_ID, visit=visit)
    (recorded,) = know(office, logged, {visits_stream(given.CHILD): 0})
    receipt = log_a_visit(office, SOMEBODY)
    assert (receipt.position, receipt.fresh) == (recorded.position, False)


@dataclass
class Meanwhile:
    """A log to which a fact about whoever went comes between the first decision and its append."""

    log: EventLog
    happen: Callable[[], object]
    decided_on: list[int]

    def load(
        self, streams: Sequence[Stream], *, before: datetime | None = None
    ) -> History | Erased:
        history = self.log.load(streams, before=before)
        assert isinstance(history, History)
        self.decided_on.append(history.versions[staff_stream(LEADER)])
        return history

    def append(self, commit: Commit) -> tuple[Recorded[object], ...]:
        if len(self.decided_on) == 1:
            self.happen()
        return self.log.append(commit)


def test_what_becomes_known_of_whoever_went_meanwhile_is_decided_on_again(office: Office) -> None:
    duty = DutyAssigned(
        person_id=LEADER,
        duty_id=DutyId(given.example_id(291)),
        role=Role.TEACHER,
        organisation_id=given.SCHOOL,
        from_on=given.TODAY,
    )
    log = Meanwhile(
        office.ledger.log, lambda: know(office, duty, {staff_stream(LEADER): 2}), decided_on=[]
    )
    visit = replace(given.HOME_VISIT, visited_by=LEADER)
    request = LogHomeVisit(child_id=given.CHILD, visit_id=given.VISIT_ID, visit=visit)
    ledger = replace(office.ledger, log=log)
    assert log_home_visit(ledger, acting(given.TEACHER), request, given.NOW).fresh
    assert log.decided_on == [2, 3]


def know(office: Office, fact: object, expected: dict[Stream, int]) -> tuple[Recorded[object], ...]:
    recorded = office.ledger.log.append(
        Commit(
            facts=(fact,),
            expected=expected,
            request_id=RequestId(given.example_id(905)),
            actor_id=ADMINISTRATOR,
            recorded_at=given.NOW,
        )
    )
    office.ledger.catch_up()
    return recorded
