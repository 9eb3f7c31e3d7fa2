"""Those who answer for a case learn what whoever is kept out of it did to the child's file."""

from dataclasses import replace

import pytest

from application.care_files.pairing import pair_mentor
from application.crisis.cases.since_raised import SHOWN_ACTS, FileSince
from application.ports import History
from domain.care.facts import CareLevelAssessed
from domain.children.facts import (
    IdentityCorrected,
    ParticularsCorrected,
)
from domain.errors import NotFound
from domain.pairing.facts import MentorPaired, PairingEnded
from domain.referrals.facts import Involved
from domain.shared import Compartment, Stream
from domain.visits.facts import ChildWordsRecorded, HomeVisitLogged
from tests import examples as given
from tests.application.care_files.test_pairing import PAIR
from tests.application.care_files.test_particulars import put_right
from tests.application.casework import (
    WORRY,
    reopen_casework,
)
from tests.application.identifying import NAME, corrected
from tests.application.since_raised import (
    OF_THEN,
    acts,
    ended,
    file_of,
    known,
    visit,
    worried,
)
from tests.application.telling import repeated
from tests.crisis import DUTY_OFFICER
from tests.engines import FoundedLedger
from tests.infrastructure.views.rows_of_the_log import spoil
from tests.office import DIRECTOR, LEADER, Office, acting


@pytest.fixture
def at_work(founded_on_sqlite: FoundedLedger) -> Office:
    return reopen_casework(founded_on_sqlite)


def test_what_whoever_is_named_did_to_the_file_since_is_told_the_newest_first(
    at_work_on_each: Office,
) -> None:
    known(at_work_on_each, visit(1), by=LEADER)
    worried(at_work_on_each)
    assert file_of(at_work_on_each) == FileSince(pupil=OF_THEN, watches=True)
    ended(at_work_on_each)
    pair_mentor(at_work_on_each.ledger, acting(LEADER), PAIR, given.NOW)
    corrected(at_work_on_each, NAME, by=LEADER)
    put_right(at_work_on_each, by=LEADER)
    known(at_work_on_each, visit(2), by=LEADER)
    known(at_work_on_each, visit(3, visited_by=DIRECTOR), by=DIRECTOR)
    assert acts(at_work_on_each, number=2) == [
        (HomeVisitLogged, LEADER),
        (ParticularsCorrected, LEADER),
        (IdentityCorrected, LEADER),
        (MentorPaired, LEADER),
        (PairingEnded, LEADER),
    ]


def test_what_another_enters_for_them_is_theirs(at_work: Office) -> None:
    worried(at_work)
    assessed = replace(given.LEVEL_ASSESSED, assessed_by=LEADER)
    known(at_work, assessed, by=DIRECTOR)
    known(at_work, visit(1), by=DIRECTOR)
    paired = replace(given.VOLUNTEER_PAIRED, paired_by=LEADER)
    known(at_work, paired, by=DIRECTOR)
    assert acts(at_work) == [
        (MentorPaired, LEADER),
        (HomeVisitLogged, LEADER),
        (CareLevelAssessed, LEADER),
    ]


def test_of_very_many_the_newest_are_told_and_how_many_more(at_work: Office) -> None:
    worried(at_work)
    words = ChildWordsRecorded(child_id=given.CHILD, visit_id=visit(0).visit_id, words="想妈妈。")
    visits = [visit(number) for number in range(SHOWN_ACTS + 3)]
    known(at_work, *visits, words, by=LEADER)
    found = file_of(at_work)
    assert (len(found.acts), found.more_acts) == (SHOWN_ACTS, 3)


def test_whoever_is_named_by_post_as_mentor_or_later_counts_alike(at_work: Office) -> None:
    worried(at_work, replace(WORRY, involved=(Involved.SCHOOL_LEADER, Involved.MENTOR)))
    ended(at_work)
    known(at_work, visit(1, given.TEACHER), by=given.TEACHER)
    known(at_work, visit(2, DIRECTOR), by=DIRECTOR)
    # The lead is kept out with the head here, so the county answers.
    both = [(HomeVisitLogged, given.TEACHER), (PairingEnded, LEADER)]
    assert acts(at_work, DUTY_OFFICER) == both
    repeated(at_work, replace(WORRY, involved_ids=(DIRECTOR,)))
    assert acts(at_work, DUTY_OFFICER, 2) == [(HomeVisitLogged, DIRECTOR), *both]


def test_where_nobody_is_named_nothing_is_told(at_work: Office) -> None:
    worried(at_work, WORRY)
    ended(at_work)
    assert file_of(at_work) == FileSince(pupil=OF_THEN)


@pytest.mark.parametrize("damaged", ["children", "visits"])
def test_what_can_be_read_of_a_damaged_file_is_told(at_work: Office, damaged: str) -> None:
    worried(at_work)
    ended(at_work)
    known(at_work, visit(1), by=LEADER)
    history = at_work.ledger.log.load([Stream(damaged, given.CHILD)])
    assert isinstance(history, History)
    spoil(at_work.databases, history.recorded[0].position)
    found = file_of(at_work)
    seen = {"children": [HomeVisitLogged, PairingEnded], "visits": [PairingEnded]}[damaged]
    assert ([each.kind for each in found.acts], found.is_damaged) == (seen, True)
    assert found.pupil.is_on_file == (damaged == "visits")


def test_a_case_outlives_the_care_file_and_not_the_child(at_work: Office) -> None:
    worried(at_work)
    ended(at_work)
    corrected(at_work, NAME, by=LEADER)
    at_work.opened.vault.destroy(given.CHILD, [Compartment.CARE], given.NOW)
    assert acts(at_work) == [(IdentityCorrected, LEADER)]
    assert not file_of(at_work, number=2).is_damaged
    at_work.opened.vault.destroy(given.CHILD, [Compartment.IDENTITY], given.NOW)
    with pytest.raises(NotFound, match="erased"):
        file_of(at_work, number=3)
