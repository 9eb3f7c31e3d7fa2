"""Facts are recorded once, races are decided again, and a view in trouble undoes nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest

from application.care_files.children import register_child
from application.care_files.visits import log_home_visit
from application.ports import Commit, EventLog, History, Ledger, Recorded, StreamMoved
from application.states import visits_state, visits_stream
from domain.children.state import RegisterChild
from domain.codelists import Sex
from domain.errors import ConflictKept, NotFound, RuleBroken, Unavailable
from domain.shared import ChildId, Compartment, Erased, RequestId, Stream
from domain.visits.facts import ChildWordsRecorded, HomeVisitConflictKept, HomeVisitLogged
from domain.visits.state import LogHomeVisit
from tests import examples as given
from tests.office import Office, acting

LOG_VISIT = LogHomeVisit(
    child_id=given.CHILD,
    visit_id=given.VISIT_ID,
    visit=given.HOME_VISIT,
    words=given.CHILD_WORDS,
)
LOGGED = HomeVisitLogged(child_id=given.CHILD, visit_id=given.VISIT_ID, visit=given.HOME_VISIT)
WORDS = ChildWordsRecorded(child_id=given.CHILD, visit_id=given.VISIT_ID, words=given.CHILD_WORDS)
OTHERWISE = replace(LOG_VISIT, visit=replace(given.HOME_VISIT, minutes=41), words=None)


class Overtaken:
    """A log in which another commit reaches the streams first, or another refusal, so often."""

    def __init__(self, log: EventLog, times: int, by: Exception | None = None) -> None:
        self._log = log
        self._times = times
        self._by = by or StreamMoved()
        self.loads = 0

    def load(
        self, streams: Sequence[Stream], *, before: datetime | None = None
    ) -> History | Erased:
        self.loads += 1
        return self._log.load(streams, before=before)

    def append(self, commit: Commit) -> tuple[Recorded[object], ...]:
        if self._times:
            self._times -= 1
            raise self._by
        return self._log.append(commit)


def visits_of(ledger: Ledger) -> tuple[Recorded[object], ...]:
    history = ledger.log.load([visits_stream(given.CHILD)])
    assert isinstance(history, History)
    return history.recorded


def test_a_visit_and_the_childs_words_are_two_facts_of_one_request(office: Office) -> None:
    receipt = log_home_visit(office.ledger, acting(given.TEACHER), LOG_VISIT, given.NOW)
    recorded = visits_of(office.ledger)
    assert [each.fact for each in recorded] == [LOGGED, WORDS]
    assert {each.request_id for each in recorded} == {given.VISIT_ID}
    assert (receipt.position, receipt.version, receipt.leaf_hash, receipt.fresh) == (
        recorded[-1].position,
        2,
        recorded[-1].leaf_hash,
        True,
    )


def test_the_same_visit_sent_twice_is_logged_once(office: Office) -> None:
    first = log_home_visit(office.ledger, acting(given.TEACHER), LOG_VISIT, given.NOW)
    again = log_home_visit(office.ledger, acting(given.TEACHER), LOG_VISIT, given.NOW)
    assert again == replace(first, fresh=False)
    assert len(visits_of(office.ledger)) == 2


def test_a_repeat_that_differs_is_kept_whole_and_refused_with_its_receipt(office: Office) -> None:
    log_home_visit(office.ledger, acting(given.TEACHER), LOG_VISIT, given.NOW)
    with pytest.raises(ConflictKept) as first:
        log_home_visit(office.ledger, acting(given.TEACHER), OTHERWISE, given.NOW)
    with pytest.raises(ConflictKept) as again:
        log_home_visit(office.ledger, acting(given.TEACHER), OTHERWISE, given.NOW)
    recorded = visits_of(office.ledger)
    kept = HomeVisitConflictKept(
        child_id=given.CHILD, visit_id=given.VISIT_ID, visit=OTHERWISE.visit
    )
    assert [each.fact for each in recorded] == [LOGGED, WORDS, kept]
    assert first.value.parameters == again.value.parameters
    assert first.value.parameters == {
        "position": recorded[-1].position,
        "leaf_hash_hex": recorded[-1].leaf_hash.hex(),
    }


def test_the_first_content_is_still_answered_with_the_first_receipt_after_a_conflict(
    office: Office,
) -> None:
    first = log_home_visit(office.ledger, acting(given.TEACHER), LOG_VISIT, given.NOW)
    with pytest.raises(ConflictKept):
        log_home_visit(office.ledger, acting(given.TEACHER), OTHERWISE, given.NOW)
    again = log_home_visit(office.ledger, acting(given.TEACHER), LOG_VISIT, given.NOW)
    assert again == replace(first, fresh=False)


def test_a_lost_race_is_decided_again_on_the_new_facts(office: Office) -> None:
    log = Overtaken(office.ledger.log, times=2)
    receipt = log_home_visit(
        replace(office.ledger, log=log), acting(given.TEACHER), LOG_VISIT, given.NOW
    )
    assert (receipt.fresh, log.loads) == (True, 3)


def test_a_race_lost_three_times_asks_to_try_again_and_records_nothing(office: Office) -> None:
    overtaken = replace(office.ledger, log=Overtaken(office.ledger.log, times=3))
    with pytest.raises(Unavailable) as refused:
        log_home_visit(overtaken, acting(given.TEACHER), LOG_VISIT, given.NOW)
    assert refused.value.code == "busy"
    assert visits_of(office.ledger) == ()


def test_a_decision_on_streams_that_moved_meanwhile_is_refused_whole(office: Office) -> None:
    stream, other = visits_stream(given.CHILD), Stream("care", given.CHILD)
    history = office.ledger.log.load([stream, other])
    assert isinstance(history, History)
    stale = {stream: history.versions[stream], other: history.versions[other] - 1}
    commit = Commit(
        facts=(LOGGED,),
        expected=stale,
        request_id=RequestId(given.VISIT_ID),
        actor_id=given.TEACHER,
        recorded_at=given.NOW,
    )
    with pytest.raises(StreamMoved):
        office.ledger.log.append(commit)
    assert visits_of(office.ledger) == ()


def test_facts_of_a_child_whose_keys_are_destroyed_are_erased_and_nothing_can_be_added(
    office: Office,
) -> None:
    log_home_visit(office.ledger, acting(given.TEACHER), LOG_VISIT, given.NOW)
    every = [each for each in Compartment if each is not Compartment.ORGANISATION]
    office.opened.vault.destroy(given.CHILD, every, given.NOW)
    assert office.ledger.log.load([visits_stream(given.CHILD)]) == Erased(given.CHILD)
    with pytest.raises(NotFound) as refused:
        log_home_visit(office.ledger, acting(given.TEACHER), LOG_VISIT, given.NOW)
    assert refused.value.code == "erased"


def test_a_commit_is_refused_as_erased_when_a_key_that_it_needs_was_destroyed(
    office: Office,
) -> None:
    office.opened.vault.destroy(given.CHILD, [Compartment.CARE], given.NOW)
    commit = Commit(
        facts=(LOGGED,),
        expected={visits_stream(given.CHILD): 0},
        request_id=RequestId(given.VISIT_ID),
        actor_id=given.TEACHER,
        recorded_at=given.NOW,
    )
    with pytest.raises(NotFound, match="erased"):
        office.ledger.log.append(commit)
    assert visits_of(office.ledger) == ()


def test_a_visit_for_a_child_without_a_file_is_refused(office: Office) -> None:
    log_home_visit(office.ledger, acting(given.TEACHER), LOG_VISIT, given.NOW)
    history = office.ledger.log.load([visits_stream(given.CHILD)])
    assert isinstance(history, History)
    assert list(visits_state(history, given.CHILD).visits) == [given.VISIT_ID]
    unknown = replace(LOG_VISIT, child_id=given.OTHER_CHILD)
    with pytest.raises(NotFound):
        log_home_visit(office.ledger, acting(given.TEACHER), unknown, given.NOW)


def test_the_same_id_number_is_claimed_by_one_child_only(office: Office) -> None:
    one = RegisterChild(
        child_id=given.OTHER_CHILD,
        name="另一个示例",
        sex=Sex.MALE,
        born_on=given.BORN_ON,
        id_number=given.ID_NUMBER,
    )
    register_child(office.ledger, acting(given.SUPERVISOR), one, given.NOW)
    other = replace(one, child_id=ChildId(given.example_id(303)))
    with pytest.raises(RuleBroken) as refused:
        register_child(office.ledger, acting(given.SUPERVISOR), other, given.NOW)
    assert refused.value.code == "id_number_already_registered"
