"""Verifying reads both logs: a flipped byte and a row cut out of the readings are found."""

import pytest

from application.care_files.files import care_file
from infrastructure.verifying import Verified, verify_log
from tests import examples as given
from tests.api.pages.damaging import execute
from tests.engines import FoundedLedger
from tests.office import Office, open_office, reopen_office

GUARDS = ("reads_never_updated", "reads_never_deleted", "reads_never_replaced")
FLIP = {
    "sqlite": "UPDATE reads SET state = CAST(substr(state, 1, 200) || X'00' ||"
    " substr(state, 202) AS BLOB) WHERE position = 2",
    "postgresql": "UPDATE reads SET state = set_byte(state, 200, get_byte(state, 200) # 1)"
    " WHERE position = 2",
}
CUT = "DELETE FROM reads WHERE position = 2"


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    """Give an office in which somebody looked three times."""
    found = reopen_office(founded_ledger(open_office))
    for number in range(3):
        care_file(found.ledger, found.asked(given.TEACHER, number))
    return found


def verified(office: Office) -> Verified:
    return verify_log(*office.opened.logs["reads"], lambda _done, _total: None)


def damage(office: Office, statement: str) -> None:
    """Run a statement as somebody would who has the file or the superuser's password."""
    url = office.databases.owner_url
    if office.databases.dialect == "sqlite":
        execute(url, *(f"DROP TRIGGER {each}" for each in GUARDS), statement)
    else:
        execute(url, statement)


def test_readings_as_they_were_written_are_whole(office: Office) -> None:
    found = verified(office)
    assert (found.events, found.is_whole) == (3, True)


def test_a_flipped_byte_in_a_reading_is_found(office: Office) -> None:
    damage(office, FLIP[office.databases.dialect])
    found = verified(office)
    assert (found.missing, found.unreadable) == ((), ((2, "not_authentic"),))


def test_a_reading_that_was_cut_out_is_missed(office: Office) -> None:
    damage(office, CUT)
    found = verified(office)
    assert (found.missing, found.unreadable) == ((2,), ())
