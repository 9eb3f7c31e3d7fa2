"""What a child or guardian is handed of the child's data: what the ledger holds, no one else's.

Nothing of worries, referrals and reports stands in it, whoever asks: the answer is the same
whether there is any, so that nobody who may be involved learns it from a gap. What staff wrote in
free words may speak of others and is looked through by a person first. What the child said to one
person is handed to the child alone.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from application.ports import History, Ledger
from application.privacy.consent import Agreed, agreed
from application.privacy.copied import (
    CarerCopied,
    ContactCopied,
    DisclosureCopied,
    LevelCopied,
    MentorCopied,
    carers_copied,
    contacts_copied,
    disclosures_copied,
    levels_copied,
    mentors_copied,
)
from application.privacy.rights import RightsRequest, require_copy
from application.reads.looking import Asked, Names, look, names_of
from application.reads.who_looked import LookedCopied, looked_in_all
from application.showing import end_of
from application.states import child_state, disclosures_stream
from domain.access.table import Request as Asking
from domain.care.facts import (
    CareFileOpened,
    CategoryStated,
    ResidenceRecorded,
    SchoolingRecorded,
)
from domain.children.facts import ChildRegistered
from domain.codelists import SpokenBy
from domain.errors import NotFound
from domain.reads.facts import Reading
from domain.shared import Erased, OrganisationId, PersonId, RightsId
from domain.visits.facts import ChildWordsRecorded

F = TypeVar("F")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildCopy:
    """Everything handed out for one request; `words` only where the child asks."""

    request: RightsRequest
    made_at: datetime
    registered: ChildRegistered
    carers: tuple[CarerCopied, ...]
    opened: tuple[CareFileOpened, ...]
    residences: tuple[ResidenceRecorded, ...]
    schoolings: tuple[SchoolingRecorded, ...]
    categories: tuple[CategoryStated, ...]
    levels: tuple[LevelCopied, ...]
    mentors: tuple[MentorCopied, ...]
    contacts: tuple[ContactCopied, ...]
    agreed: tuple[Agreed, ...]
    words: tuple[str, ...]
    disclosures: tuple[DisclosureCopied, ...]
    looked: tuple[LookedCopied, ...]
    names: Names


def rights_copy(ledger: Ledger, asked: Asked, rights_id: RightsId) -> ChildCopy:
    """Return the copy for a request; that it was made is recorded first.

    Who looked at the child stands in it by office and duty, as the law lets a family ask, and
    nothing of a crisis.

    Raises: NotFound for a request that is not answered so, or that nobody granted yet.
    """
    _standings, history = look(ledger, asked, Asking.EXPORT_RIGHTS_COPY, Reading.RIGHTS_COPY)
    request = require_copy(ledger, asked, rights_id)
    child = child_state(history, asked.child_id)
    if child.registered is None:
        raise NotFound("not_known_on_that_day")
    handed_out = ledger.log.load([disclosures_stream(asked.child_id)])
    if isinstance(handed_out, Erased):
        raise NotFound("erased")
    copy = ChildCopy(
        request=request,
        made_at=asked.now,
        registered=_masked(child.registered),
        carers=carers_copied(child.carers.values(), request),
        opened=_all(history, CareFileOpened),
        residences=_all(history, ResidenceRecorded),
        schoolings=_all(history, SchoolingRecorded),
        categories=_all(history, CategoryStated),
        levels=levels_copied(history),
        mentors=mentors_copied(history, asked.child_id, ledger.rules),
        contacts=contacts_copied(history, asked.child_id),
        agreed=agreed(ledger, history, asked),
        words=_words(history) if request.requested.spoken_by is SpokenBy.CHILD else (),
        disclosures=disclosures_copied(handed_out, asked.child_id),
        looked=looked_in_all(ledger, asked),
        names=names_of(ledger, (), ()),
    )
    return replace(copy, names=names_of(ledger, _people(copy), _places(copy)))


def _people(copy: ChildCopy) -> Collection[PersonId]:
    return {
        *(each.mentor_id for each in copy.mentors),
        *(each.by for each in copy.contacts),
        *(each.assessed_by for each in copy.levels),
    }


def _places(copy: ChildCopy) -> Collection[OrganisationId | None]:
    return {
        *(each.organisation_id for each in copy.opened),
        *(each.village_id for each in copy.residences),
        *(each.school_id for each in copy.schoolings),
        *(each.class_id for each in copy.schoolings),
        *(each.organisation_id for each in copy.looked),
    }


def _masked(registered: ChildRegistered) -> ChildRegistered:
    """Return who the child is; a copy that is lost gives no number away."""
    return replace(
        registered,
        id_number=end_of(registered.id_number),
        student_number=end_of(registered.student_number),
    )


def _words(history: History) -> tuple[str, ...]:
    return tuple(each.words for each in _all(history, ChildWordsRecorded))


def _all(history: History, kind: type[F]) -> tuple[F, ...]:
    return tuple(each.fact for each in history.recorded if isinstance(each.fact, kind))
