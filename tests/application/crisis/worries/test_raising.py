"""A worry about a child who was erased, or whose own file is in trouble."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

import pytest

from application.crisis.worries.referrals import raise_concern
from application.ports import Commit, EventLog, History, Recorded, StreamMoved
from application.states import care_stream, case_state, children_stream, referrals_stream
from domain.errors import Invalid, RuleBroken, Unavailable
from domain.referrals.facts import ConcernRaised
from domain.shared import CaseId, ChildId, Compartment, Erased, RequestId, Stream
from tests import examples as given
from tests.application.casework import CASE, REPORTER, WORRY, raised, reopen_casework
from tests.application.test_recording import Overtaken
from tests.engines import FoundedLedger
from tests.infrastructure.views.rows_of_the_log import spoil
from tests.office import Office, acting

OF_A_CHILD = [each for each in Compartment if each is not Compartment.ORGANISATION]
BY_HAND = replace(
    WORRY,
    case_id=CaseId(given.example_id(709)),
    child_id=ChildId(given.example_id(309)),
    name="示例学生",
)
ELSEWHERE = replace(WORRY, school_id=given.OTHER_SCHOOL)
"""Tells another school than the file knows."""


class Restless:
    """A log in which another commit always reaches one stream first."""

    def __init__(self, log: EventLog, moving: Stream) -> None:
        self._log = log
        self._moving = moving

    def load(
        self, streams: Sequence[Stream], *, before: datetime | None = None
    ) -> History | Erased:
        return self._log.load(streams, before=before)

    def append(self, commit: Commit) -> tuple[Recorded[object], ...]:
        if self._moving in commit.expected:
            raise StreamMoved
        return self._log.append(commit)


def concern_of(office: Office) -> ConcernRaised:
    found = office.ledger.log.load([referrals_stream(CASE)])
    assert isinstance(found, History)
    concern = case_state(found, CASE).raised
    assert concern is not None
    return concern


def damage(office: Office, stream: Stream) -> None:
    found = office.ledger.log.load([stream])
    assert isinstance(found, History)
    spoil(office.databases, found.recorded[-1].position)


@pytest.mark.parametrize(
    "gone",
    [OF_A_CHILD, [Compartment.HEALTH], [Compartment.IDENTITY], [Compartment.CARE]],
    ids=["all keys", "health", "identity", "care"],
)
def test_a_worry_about_an_erased_child_is_refused_and_can_be_told_by_hand(
    founded_ledger: FoundedLedger, gone: Collection[Compartment]
) -> None:
    office = reopen_casework(founded_ledger)
    office.opened.vault.destroy(given.CHILD, gone, given.NOW)
    with pytest.raises(RuleBroken, match="child_erased"):
        raised(office)
    assert raised(office, BY_HAND).fresh


def test_the_name_of_a_pupil_who_was_erased_is_recorded_no_more(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = reopen_casework(founded_on_sqlite)
    office.opened.vault.destroy(BY_HAND.child_id, [Compartment.IDENTITY], given.NOW)
    with pytest.raises(RuleBroken, match="child_erased"):
        raised(office, BY_HAND)


def test_a_worry_repeated_after_the_child_was_erased_is_refused(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = reopen_casework(founded_on_sqlite)
    raised(office)
    office.opened.vault.destroy(given.CHILD, OF_A_CHILD, given.NOW)
    with pytest.raises(RuleBroken, match="child_erased"):
        raised(office)


@pytest.mark.parametrize("moving", [care_stream(given.CHILD), children_stream(given.CHILD)])
def test_a_worry_goes_through_while_the_childs_file_never_stands_still(
    founded_ledger: FoundedLedger, moving: Stream
) -> None:
    office = reopen_casework(founded_ledger)
    restless = replace(office.ledger, log=Restless(office.ledger.log, moving))
    receipts = [
        raise_concern(restless, acting(REPORTER), ELSEWHERE, given.NOW) for _time in range(2)
    ]
    assert [each.fresh for each in receipts] == [True, False]
    assert concern_of(office).school_id == given.SCHOOL


def test_a_race_lost_on_the_case_itself_again_and_again_asks_to_try_again(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = reopen_casework(founded_on_sqlite)
    restless = replace(office.ledger, log=Restless(office.ledger.log, referrals_stream(CASE)))
    with pytest.raises(Unavailable, match="busy"):
        raise_concern(restless, acting(REPORTER), WORRY, given.NOW)


def test_clocks_that_differ_are_told_at_once(founded_on_sqlite: FoundedLedger) -> None:
    office = reopen_casework(founded_on_sqlite)
    log = Overtaken(office.ledger.log, times=9, by=Unavailable("clocks_differ"))
    with pytest.raises(Unavailable, match="clocks_differ"):
        raise_concern(replace(office.ledger, log=log), acting(REPORTER), WORRY, given.NOW)
    assert log.loads == 1


def test_where_only_the_registration_is_damaged_the_places_of_the_care_file_are_taken(
    founded_ledger: FoundedLedger,
) -> None:
    office = reopen_casework(founded_ledger)
    damage(office, children_stream(given.CHILD))
    receipts = [raised(office, ELSEWHERE) for _time in range(2)]
    assert [each.fresh for each in receipts] == [True, False]
    concern = concern_of(office)
    assert (concern.class_id, concern.school_id, concern.village_id) == (
        given.SCHOOL_CLASS,
        given.SCHOOL,
        given.VILLAGE,
    )


def test_where_only_the_care_file_is_damaged_it_is_known_who_is_registered(
    founded_ledger: FoundedLedger,
) -> None:
    office = reopen_casework(founded_ledger)
    residence = replace(given.RESIDENCE_RECORDED, child_id=given.OTHER_CHILD)
    office.ledger.log.append(
        Commit(
            facts=(residence,),
            expected={care_stream(given.OTHER_CHILD): 0},
            request_id=RequestId(given.example_id(909)),
            actor_id=given.SUPERVISOR,
            recorded_at=given.NOW,
        )
    )
    for child_id in (given.CHILD, given.OTHER_CHILD):
        damage(office, care_stream(child_id))
    assert raised(office).fresh
    about_another = replace(BY_HAND, child_id=given.OTHER_CHILD)
    with pytest.raises(Invalid, match="required"):
        raised(office, replace(about_another, name=None))
    assert raised(office, about_another).fresh
