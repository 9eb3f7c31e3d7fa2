"""A process that is killed when another ID number of a child stands in the log, and in no view."""

from dataclasses import replace
from multiprocessing.connection import Connection

from application.care_files.identity_corrections import confirm_correction, correct_identity
from application.ports import Ledger, Receipt
from infrastructure.opening import open_ledger
from infrastructure.settings import Settings
from tests import examples as given
from tests.faults.victims import die
from tests.identity_examples import CONFIRM, NAME, NUMBER
from tests.office import LEADER, acting

RENAMED = replace(NUMBER, name=NAME.name)


def confirm(ledger: Ledger) -> Receipt:
    return confirm_correction(ledger, acting(LEADER), CONFIRM, given.NOW)


def die_before_the_views_know(settings: Settings, _: None, _sent: Connection) -> None:
    """Propose another name and number, and die when the second person's word is committed."""
    with open_ledger(settings) as opened:
        correct_identity(opened.ledger, acting(given.TEACHER), RENAMED, given.NOW)
        confirm(replace(opened.ledger, catch_up=die))
