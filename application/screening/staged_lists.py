"""Lists of results that somebody uploaded: kept sealed for a day, looked at, taken in portions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid5

from application.authorisation.permission import permit, permit_reading
from application.ports import Actor, Ledger
from application.reads.reading import Look, note_reading
from application.screening.counts import may_bring
from application.screening.judged_results import JudgedResult, judged_results
from application.screening.leads import record_screening_lead
from application.survey.staged_rosters import HELD_AT_MOST, NAME_AT_MOST, Rosters, UploadRoster
from application.survey.staging_ports import RosterHead, RosterId, StagedRoster
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import DomainError, NotFound, RuleBroken, Unavailable
from domain.reads.facts import Reading
from domain.screening.listed import ResultProblem
from domain.screening.state import RecordScreeningLead
from domain.shared import ChildId, PersonId, ScreeningId, ScreeningListId

PORTION_ROWS = 50
"""So many rows are taken by one request, which then answers within seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningList:
    """A staged list and what would become of each row; `content` is the file."""

    head: RosterHead
    content: bytes
    judged: tuple[JudgedResult, ...]

    @property
    def waiting(self) -> tuple[JudgedResult, ...]:
        """The rows that would be taken."""
        return tuple(each for each in self.judged if each.is_waiting)

    @property
    def problems(self) -> Mapping[int, ResultProblem]:
        """Why rows are not taken, by their numbers."""
        return {each.row.row: each.problem for each in self.judged if each.problem is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """What became of some rows; `left` wait still, and `is_broken_off` where it could not go on."""

    taken: int
    refused: tuple[tuple[JudgedResult, DomainError], ...]
    left: int
    is_broken_off: bool


def stage_screening_list(
    ledger: Ledger, rosters: Rosters, actor: Actor, upload: UploadRoster, now: datetime
) -> RosterId:
    """Keep a list sealed for a day and return its id; sent again, it is the first one.

    A list with answers, scores or diagnoses is refused before anything of it is kept.

    Raises: Invalid for field `file`; RuleBroken when the person has too many; NotPermitted,
    Unavailable.
    """
    permit(ledger, actor, Asking.RECORD_SCREENING, now)
    rosters.destroy_old(now)
    owner = _owner(actor)
    list_id = RosterId(uuid5(owner, str(upload.request_id)))
    held = rosters.store.heads_of(owner)
    if any(each.roster_id == list_id for each in held):
        return list_id
    if len(held) >= HELD_AT_MOST:
        raise RuleBroken("too_many_lists_held", at_most=HELD_AT_MOST)
    rosters.screenings.rows(upload.content, upload.file_name, local_day(now))
    name = upload.file_name[-NAME_AT_MOST:]
    head = RosterHead(roster_id=list_id, uploaded_by=owner, uploaded_at=now, file_name=name)
    rosters.store.put(StagedRoster(head=head, content=upload.content))
    return list_id


def screening_lists_of(
    ledger: Ledger, rosters: Rosters, actor: Actor, now: datetime
) -> tuple[RosterHead, ...]:
    """Return the lists of results that a person uploaded within a day.

    Raises: NotPermitted, Unavailable.
    """
    permit(ledger, actor, Asking.RECORD_SCREENING, now)
    rosters.destroy_old(now)
    return rosters.store.heads_of(_owner(actor))


def screening_list(
    ledger: Ledger,
    rosters: Rosters,
    actor: Actor,
    list_id: RosterId,
    now: datetime,
    *,
    read_id: UUID,
) -> ScreeningList:
    """Return what would become of each row of a list of the person's own; nothing is recorded.

    It tells which of the pupils are on file and whose family agreed, so it is a reading of them.

    Raises: NotFound `roster_not_found`, also for a list of somebody else; NotPermitted,
    Unavailable, RecordDamaged.
    """
    access = permit_reading(ledger, actor, Asking.RECORD_SCREENING, now)
    found = _judged(ledger, rosters, actor, list_id, now)
    look = Look(read_id=read_id, actor=actor, now=now, what=Reading.SCREENING_LIST, access=access)
    note_reading(ledger, look, _children(found.judged))
    return found


def take_results(
    ledger: Ledger, rosters: Rosters, actor: Actor, list_id: RosterId, now: datetime
) -> Portion:
    """Record the next rows of a list, each by itself; those that are leads already are passed.

    Begun again after it broke off, it goes on where it was.

    Raises: as `screening_list`.
    """
    found = _judged(ledger, rosters, actor, list_id, now)
    digest, refused, done = sha256(found.content).hexdigest(), [], 0
    portion = found.waiting[:PORTION_ROWS]
    for each in portion:
        try:
            _record(ledger, actor, each, list_id, digest, now)
        except Unavailable:
            break
        except DomainError as refusal:
            refused.append((each, refusal))
        done += 1
    return Portion(
        taken=done - len(refused),
        refused=tuple(refused),
        left=len(found.waiting) - done,
        is_broken_off=done < len(portion),
    )


def screening_list_back(
    rosters: Rosters,
    found: ScreeningList,
    sentences: Mapping[ResultProblem, str],
) -> bytes:
    """Return the rows that are not taken, each with why, as a workbook of text."""
    return rosters.screenings.given_back(
        found.content, found.head.file_name, found.problems, sentences
    )


def delete_screening_list(
    ledger: Ledger, rosters: Rosters, actor: Actor, list_id: RosterId, now: datetime
) -> None:
    """Destroy a list of the person's own at once. Raises: as `screening_list`."""
    permit(ledger, actor, Asking.RECORD_SCREENING, now)
    rosters.destroy(_head(rosters, actor, list_id), now)


def _judged(
    ledger: Ledger, rosters: Rosters, actor: Actor, list_id: RosterId, now: datetime
) -> ScreeningList:
    schools = may_bring(ledger, actor, now)
    rosters.destroy_old(now)
    head = _head(rosters, actor, list_id)
    content = rosters.store.content(head)
    if content is None:
        raise NotFound("roster_not_found")
    today = local_day(now)
    rows = rosters.screenings.rows(content, head.file_name, today)
    judged = judged_results(ledger, sorted(schools), rows, today)
    return ScreeningList(head=head, content=content, judged=_once(judged))


def _once(judged: Iterable[JudgedResult]) -> tuple[JudgedResult, ...]:
    """Return the rows; of two of one screening of a child the second is done with the first."""
    seen: set[object] = set()
    found: list[JudgedResult] = []
    for each in judged:
        key = (each.child_id, each.row.scale, each.row.screened_on)
        is_again = each.child_id is not None and key in seen
        seen.add(key)
        found.append(replace(each, is_done=True) if is_again else each)
    return tuple(found)


def _record(
    ledger: Ledger, actor: Actor, each: JudgedResult, list_id: RosterId, digest: str, now: datetime
) -> None:
    row = each.row
    if each.child_id is None or row.scale is None or row.screened_on is None:
        return
    said = f"{digest}/{row.scale}/{row.screened_on}"
    request = RecordScreeningLead(
        child_id=each.child_id,
        screening_id=ScreeningId(uuid5(each.child_id, said)),
        scale=row.scale,
        screened_on=row.screened_on,
        list_id=ScreeningListId(list_id),
    )
    record_screening_lead(ledger, actor, request, now)


def _head(rosters: Rosters, actor: Actor, list_id: RosterId) -> RosterHead:
    head = rosters.store.head(list_id)
    if head is None or head.uploaded_by != _owner(actor):
        raise NotFound("roster_not_found")
    return head


def _children(judged: Sequence[JudgedResult]) -> list[ChildId]:
    return list(dict.fromkeys(each.child_id for each in judged if each.child_id is not None))


def _owner(actor: Actor) -> PersonId:
    """Return as whose a list is kept: lists of each kind of one person stand apart."""
    return PersonId(uuid5(actor.person_id, "lists of screenings"))
