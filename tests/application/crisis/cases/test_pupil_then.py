"""A case names the child as it was named when the worry was raised, and who changed that since."""

from dataclasses import replace

import pytest

from application.crisis.cases.since_raised import Act, FileSince
from application.crisis.reading.case_reading import case
from domain.children.correcting import identity_of
from domain.children.facts import (
    ChildRegistered,
    IdentityCorrected,
    IdentityCorrectionProposed,
)
from tests import examples as given
from tests.application.casework import (
    asked,
    issued,
    reopen_casework,
    taken,
    told,
)
from tests.application.identifying import NEW_NAME, NUMBER, confirmed, corrected
from tests.application.since_raised import (
    BACK,
    BY_HEAD,
    EARLIER,
    OF_THEN,
    OTHER_DAY,
    PUPIL,
    RENAMING,
    WITHOUT_FILE,
    acts,
    ended,
    file_of,
    known,
    worried,
)
from tests.crisis import CRISIS_LEAD, LIAISON
from tests.engines import FoundedLedger
from tests.identity_examples import NAME_CORRECTED, UNNUMBERED
from tests.office import DIRECTOR, LEADER, Office


@pytest.fixture
def at_work(founded_on_sqlite: FoundedLedger) -> Office:
    return reopen_casework(founded_on_sqlite)


def test_a_head_who_is_named_renames_nobody_before_those_who_answer(
    at_work_on_each: Office,
) -> None:
    corrected(at_work_on_each, EARLIER)
    worried(at_work_on_each)
    before = replace(OF_THEN, name=EARLIER.name)
    assert file_of(at_work_on_each).pupil == before
    corrected(at_work_on_each, RENAMING, by=LEADER)
    found = case(at_work_on_each.ledger, asked(CRISIS_LEAD, 2))
    assert found.file.pupil == replace(before, renamed=BY_HEAD)
    assert found.file.acts == (Act(kind=IdentityCorrected, done_at=given.NOW, done_by=LEADER),)
    assert found.names.people[LEADER]


def test_whoever_renamed_last_is_named_and_not_whoever_corrected_the_number(
    at_work: Office,
) -> None:
    worried(at_work)
    corrected(at_work, RENAMING, by=LEADER)
    corrected(at_work, NUMBER)
    confirmed(at_work, by=DIRECTOR)
    assert file_of(at_work).pupil.renamed == BY_HEAD
    corrected(at_work, BACK)
    assert file_of(at_work, number=2).pupil == OF_THEN


def test_of_a_name_that_two_changed_both_are_named(at_work: Office) -> None:
    worried(at_work)
    corrected(at_work, replace(NUMBER, name=NEW_NAME), by=LEADER)
    assert acts(at_work) == [(IdentityCorrectionProposed, LEADER)]
    confirmed(at_work, by=DIRECTOR)
    expected = replace(BY_HEAD, changed_by=DIRECTOR, proposed_by=LEADER)
    assert file_of(at_work, number=2).pupil.renamed == expected
    kinds = [each.kind for each in file_of(at_work, number=3).acts]
    assert kinds == [IdentityCorrected, IdentityCorrectionProposed]


def test_another_birth_date_is_told_too(at_work: Office) -> None:
    registered = replace(UNNUMBERED, child_id=PUPIL)
    known(at_work, registered, by=given.SUPERVISOR)
    worried(at_work, WITHOUT_FILE)
    identity = replace(identity_of(registered), born_on=OTHER_DAY)
    known(at_work, replace(NAME_CORRECTED, child_id=PUPIL, identity=identity), by=LEADER)
    renamed = replace(BY_HEAD, name=given.CHILD_NAME, born_on=OTHER_DAY)
    assert file_of(at_work).pupil == replace(OF_THEN, renamed=renamed)


def test_of_a_pupil_registered_since_the_name_that_was_told_stands(at_work: Office) -> None:
    worried(at_work, WITHOUT_FILE)
    told_name = replace(
        OF_THEN, name=WITHOUT_FILE.name, born_on=None, was_on_file=False, is_on_file=False
    )
    assert file_of(at_work).pupil == told_name
    known(at_work, replace(UNNUMBERED, child_id=PUPIL, name=NEW_NAME), by=LEADER)
    expected = replace(told_name, is_on_file=True, renamed=BY_HEAD)
    assert file_of(at_work, number=2).pupil == expected
    assert acts(at_work, number=3) == [(ChildRegistered, LEADER)]


def test_a_pupil_who_was_only_described_is_called_as_registered_since(at_work: Office) -> None:
    worried(at_work, replace(WITHOUT_FILE, name=None))
    assert file_of(at_work).pupil.name is None
    known(at_work, replace(UNNUMBERED, child_id=PUPIL, name=NEW_NAME), by=DIRECTOR)
    pupil = file_of(at_work, number=2).pupil
    assert (pupil.name, pupil.born_on, pupil.was_on_file) == (NEW_NAME, None, False)
    assert pupil.renamed == replace(BY_HEAD, changed_by=DIRECTOR)


def test_a_hospital_sees_both_names_and_neither_who_nor_what_else(at_work_on_each: Office) -> None:
    worried(at_work_on_each)
    taken(at_work_on_each)
    issued(at_work_on_each)
    told(at_work_on_each)
    corrected(at_work_on_each, RENAMING, by=LEADER)
    ended(at_work_on_each)
    found = case(at_work_on_each.ledger, asked(LIAISON))
    renamed = replace(BY_HEAD, born_on=None, changed_by=None)
    assert found.file == FileSince(pupil=replace(OF_THEN, born_on=None, renamed=renamed))
    assert str(LEADER) not in repr(found)


def test_a_hospital_learns_nothing_of_another_birth_date(at_work: Office) -> None:
    worried(at_work)
    taken(at_work)
    issued(at_work)
    told(at_work)
    identity = replace(identity_of(given.CHILD_REGISTERED), born_on=OTHER_DAY)
    known(at_work, replace(NAME_CORRECTED, identity=identity), by=LEADER)
    assert file_of(at_work, LIAISON).pupil == replace(OF_THEN, born_on=None)
