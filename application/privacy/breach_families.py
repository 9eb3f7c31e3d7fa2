"""The families that a breach concerns, page by page; that their children are shown is recorded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.authorisation.permission import permit_at
from application.authorisation.shown_by import Access
from application.ports import Actor, Ledger
from application.privacy.breaches import Breaches, breach
from application.reads.discretion import may_be_involved_in
from application.reads.reading import Look, note_reading
from domain.access.table import Request as Asking
from domain.breaches.facts import GuardianLeftUntold, UntoldReason
from domain.errors import NotFound
from domain.reads.facts import Reading
from domain.shared import BreachId, ChildId, OrganisationId, Purpose

OWED_TO_FAMILIES = Purpose.RIGHTS
"""To be told is a family's right (个人信息保护法 §57). The table of permissions gives handling a
breach no purpose, as it opens nothing of a child: numbers are all that is shown here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFamilies:
    """One look at the families of a breach: by whom, when, and under which id it is recorded."""

    actor: Actor
    now: datetime
    read_id: UUID
    office: OrganisationId
    breach_id: BreachId


@dataclass(frozen=True, slots=True, kw_only=True)
class Families:
    """A breach with one page of the families still to be told, and of those that are not told."""

    found: Breaches
    untold: tuple[ChildId, ...]
    left_untold: tuple[GuardianLeftUntold, ...]
    next_skip: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A breach with one affected child; `others` are children whose families wait as well."""

    found: Breaches
    child_id: ChildId
    is_left_untold: bool
    others: tuple[ChildId, ...]


def families_of(ledger: Ledger, asked: AskedFamilies, *, skip: int = 0) -> Families:
    """Return one breach and a page of its families; the reading is recorded first.

    Raises: NotFound, NotPermitted, Unavailable.
    """
    found, access = _breach(ledger, asked)
    state, size = found.breaches[0].state, ledger.rules.page_size
    untold = _in_order(state.untold)
    # Only of the own list: who else is left untold, others know.
    theirs = state.left_untold.keys() & state.affected - state.told.keys()
    left = [state.left_untold[each] for each in _in_order(theirs)]
    shown = Families(
        found=found,
        untold=untold[skip : skip + size],
        left_untold=_discreet(ledger, asked, left[skip : skip + size]),
        next_skip=skip + size if max(len(untold), len(left)) > skip + size else None,
    )
    _note(ledger, asked, access, [*shown.untold, *(each.child_id for each in shown.left_untold)])
    return shown


def family_of(ledger: Ledger, asked: AskedFamilies, child_id: ChildId) -> Family:
    """Return one breach with the family of an affected child; the reading is recorded first.

    Raises: NotFound, also for a child whom the breach does not concern; NotPermitted, Unavailable.
    """
    found, access = _breach(ledger, asked)
    state = found.breaches[0].state
    if child_id not in state.affected:
        raise NotFound("child_not_affected")
    others = _in_order(state.untold - {child_id})[: ledger.rules.page_size]
    _note(ledger, asked, access, [child_id, *others])
    return Family(
        found=found,
        child_id=child_id,
        is_left_untold=child_id in state.left_untold,
        others=others,
    )


def _breach(ledger: Ledger, asked: AskedFamilies) -> tuple[Breaches, Access]:
    context = permit_at(ledger, asked.actor, Asking.HANDLE_BREACH, [asked.office], asked.now)
    found = breach(ledger, asked.actor, asked.office, asked.breach_id, asked.now)
    return found, Access(context=context, purpose=OWED_TO_FAMILIES)


def _discreet(
    ledger: Ledger, asked: AskedFamilies, left: list[GuardianLeftUntold]
) -> tuple[GuardianLeftUntold, ...]:
    """Return what may be told: nothing of danger to whoever may be the danger."""
    telling = [each.child_id for each in left if _tells_of_danger(each)]
    involved = may_be_involved_in(ledger, asked.actor, telling, asked.now)
    return tuple(
        each for each in left if not (_tells_of_danger(each) and each.child_id in involved)
    )


def _tells_of_danger(left: GuardianLeftUntold) -> bool:
    return left.reason is UntoldReason.WOULD_HARM_CHILD


def _note(
    ledger: Ledger, asked: AskedFamilies, access: Access, child_ids: Iterable[ChildId]
) -> None:
    look = Look(
        read_id=asked.read_id,
        actor=asked.actor,
        now=asked.now,
        what=Reading.BREACH,
        access=access,
    )
    note_reading(ledger, look, list(dict.fromkeys(child_ids)))


def _in_order(children: Iterable[ChildId]) -> tuple[ChildId, ...]:
    return tuple(sorted(children, key=lambda each: each.bytes))
