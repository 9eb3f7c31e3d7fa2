"""What else a child is registered with, as whoever puts that right sees it."""

from dataclasses import dataclass

from application.care_files.correction_versions import PARTICULARS, put_right_behind, version_of
from application.care_files.heads import Head, head_of
from application.ports import Ledger
from application.privacy.rights_corrections import NOTHING_CHANGED, Changes
from application.reads.looking import Asked, Names, look, names_of
from application.showing import shown_child
from application.states import child_state
from domain.access.table import Request as Asking
from domain.children.facts import ChildRegistered
from domain.children.particulars import holds_another_number
from domain.errors import NotFound
from domain.reads.facts import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticularsNow:
    """What stands, for the form that corrects it; of the student number only how it ends.

    `version` is that of the last such fact; `meanwhile` is what others put right behind the
    version that was seen; `holds_another_number` is as in the care file.
    """

    head: Head
    registered: ChildRegistered
    version: int
    holds_another_number: bool
    names: Names
    meanwhile: Changes = NOTHING_CHANGED


def particulars_to_correct(ledger: Ledger, asked: Asked, seen: int | None = None) -> ParticularsNow:
    """Return what stands to whoever may correct it; the reading is recorded first.

    `seen` is the version that they saw before.

    Raises: NotFound, NotPermitted, Unavailable, Unreadable.
    """
    standings, history = look(ledger, asked, Asking.READ_CARE_FILE, Reading.CARE_FILE)
    standings.require(Asking.CORRECT_IDENTITY)
    child = child_state(history, asked.child_id)
    if child.registered is None:
        raise NotFound("not_known_on_that_day")
    meanwhile = NOTHING_CHANGED if seen is None else put_right_behind(history, PARTICULARS, seen)
    return ParticularsNow(
        head=head_of(ledger, asked.child_id, standings, history),
        registered=shown_child(child.registered, standings),
        version=version_of(history, PARTICULARS),
        holds_another_number=holds_another_number(child),
        names=names_of(ledger, meanwhile.people, []),
        meanwhile=meanwhile,
    )
