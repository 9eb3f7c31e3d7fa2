"""What one grant or one broken glass opens is one child, though another is on file beside it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from application.authorisation.permission import standings_for_child
from application.care_files.files import care_file
from application.care_files.history import history
from application.ports import Commit
from application.reads.looking import Asked
from domain.errors import NotFound
from domain.shared import PersonId, RequestId
from tests import examples as given
from tests.application.granting import (
    LAWYER,
    approved,
    asked,
    broken,
    look,
    open_granting,
    reopen_granting,
)
from tests.engines import FoundedLedger
from tests.office import STRANGER, WEEK_AGO, Office, acting

ANOTHER = (
    replace(given.CHILD_REGISTERED, child_id=given.OTHER_CHILD),
    replace(given.CARE_FILE_OPENED, child_id=given.OTHER_CHILD),
    replace(given.RESIDENCE_RECORDED, child_id=given.OTHER_CHILD, village_id=given.OTHER_VILLAGE),
)


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    """Give an office in which another child is on file, in another village."""
    found = reopen_granting(founded_ledger(open_granting))
    found.ledger.log.append(
        Commit(
            facts=ANOTHER,
            expected={found.opened.mapper.stream_of(fact): 0 for fact in ANOTHER},
            request_id=RequestId(given.example_id(907)),
            actor_id=STRANGER,
            recorded_at=WEEK_AGO,
        )
    )
    assert found.opened.projector.catch_up(wait_ms=5_000)
    return found


def at_the_other(person: PersonId, number: int = 5) -> Asked:
    return replace(look(person, number), child_id=given.OTHER_CHILD)


def granted(office: Office) -> None:
    asked(office)
    approved(office)


@pytest.mark.parametrize("let_in", [granted, broken])
def test_it_opens_one_child_and_no_other(
    office: Office, let_in: Callable[[Office], object]
) -> None:
    let_in(office)
    assert care_file(office.ledger, look()).registered.child_id == given.CHILD
    theirs = care_file(office.ledger, at_the_other(STRANGER))
    assert theirs.registered.child_id == given.OTHER_CHILD
    with pytest.raises(NotFound, match="child_not_found"):
        care_file(office.ledger, at_the_other(LAWYER))
    with pytest.raises(NotFound, match="child_not_found"):
        history(office.ledger, at_the_other(LAWYER, 6))
    with pytest.raises(NotFound, match="child_not_found"):
        standings_for_child(office.ledger, acting(LAWYER), given.OTHER_CHILD, given.NOW)
