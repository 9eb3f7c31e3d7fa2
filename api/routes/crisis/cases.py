"""The cases a person answers for, one of them whole, and what is told to whoever raised it."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime, BaseModel

from api.deps import PREFIX, ReadIdDep
from api.guards.apart import CallApartDep, apart
from api.routes.answers import READING, refused_with
from api.routes.crisis.case_entries import ActBody, CaseEntryBody, act_body, entry_body
from api.routes.crisis.levels import CrisisBody, crisis_body
from api.routes.named import NamesBody, names_body
from application.crisis.cases.further_concerns import FurtherConcern
from application.crisis.cases.sharing import SharingEnded
from application.crisis.cases.since_raised import Renamed
from application.crisis.clocks.clock_rows import ClockRow, Pressing
from application.crisis.desk.agreeing import WaitingForMe
from application.crisis.desk.duty_desk import duty_desk
from application.crisis.hospital.signing import signature_due_at
from application.crisis.reading import case_reading
from application.crisis.reading.case_reading import AskedCase, Case
from application.ports import Ledger
from application.rows import EmptyPost, HealthRow
from domain.access.table import Request as Asking
from domain.alerts.facts import Addressee, Gap
from domain.alerts.outside import Channel
from domain.clocks.timing import Deadline
from domain.referrals.facts import ConcernRaised
from domain.shared import CaseId, ChildId, PersonId

router = APIRouter(prefix=PREFIX, tags=["referrals"])


class HealthDeskBody(BaseModel):
    """One page in the order of the desk: of each `part` the gravest first.

    `behind` counts the facts that the list does not show yet.

    `pressing` is what is due soon or overdue, of all pages, `next_steps` what is due first of each
    case of this one, `paused` the steps of those whose clocks stand still; where `nobody_sweeps`,
    nothing new is said to be overdue just now, and by `troubled_channels` nobody is told outside.
    Of `years_unknown` no holidays are known, so that their deadlines count weekends alone.
    `waiting_for_me` is what I may agree to, on the first page.
    """

    items: tuple[HealthRow, ...]
    next_cursor: str | None
    total: int
    untaken: int
    empty_posts: tuple[EmptyPost, ...]
    empty_posts_total: int
    older_received: int
    behind: int
    unreadable: int
    pressing: Pressing
    next_steps: tuple[ClockRow, ...]
    paused: tuple[ClockRow, ...]
    nobody_sweeps: bool
    troubled_channels: tuple[Channel, ...]
    waiting_for_me: WaitingForMe
    years_unknown: tuple[int, ...]


class CaseBody(BaseModel):
    """One case as far as the asker may see it; `owner_id` is empty while nobody has taken it.

    `pupil_name` and `born_on` are as they stood when the worry was raised, `renamed` what stands
    now where that is something else. `acts` are the newest of what those kept out did to the file
    since, `more_acts` how many stand behind; `file_is_damaged` tells that some may be missing,
    `clocks_are_damaged` that what was said of the deadlines cannot be read. `further` are other
    worries that belong to it, `joined_to` the case that this one belongs to. Whoever takes the case
    sends `seen` with it: nobody takes what came after. `brought_on` is when it was brought to
    whoever asks, where that alone opens it to them, `open_until` the last day as things stand.

    `signature_due_at` is by when a consent given by word is to be signed, empty where it was.

    `sharing_ended` is since when the family lets nothing be shared with hospitals; where it is
    withheld, a hospital is told neither who it is about nor what was seen.

    A hospital is not told who raised the worry nor who may be involved, what they did or who
    changed a name, nor a birth date; of a referral that went on to it neither from which hospital
    nor by whom, so that `by` is nobody's.
    """

    case_id: CaseId
    child_id: ChildId
    pupil_name: str | None
    born_on: date | None
    renamed: Renamed | None
    described_as: str | None
    is_on_file: bool
    file_is_damaged: bool
    acts: list[ActBody]
    more_acts: int
    concern: ConcernRaised
    raised_at: AwareDatetime
    position: int
    seen: int
    raised_by: PersonId | None
    owner_id: PersonId | None
    is_over: bool
    addressees: tuple[Addressee, ...]
    gaps: tuple[Gap, ...]
    deadlines: tuple[Deadline, ...]
    clocks_are_damaged: bool
    entries: list[CaseEntryBody]
    names: NamesBody
    may: list[Asking]
    is_for_hospital: bool
    crisis: CrisisBody
    further: tuple[FurtherConcern, ...]
    joined_to: CaseId | None
    brought_on: date | None
    open_until: date | None
    signature_due_at: AwareDatetime | None
    sharing_ended: SharingEnded | None


@dataclass(frozen=True, slots=True)
class CaseCall:
    """What is asked of which ledger; the reading is recorded under an id of its own."""

    ledger: Ledger
    asked: AskedCase


async def _case_call(case_id: UUID, call: CallApartDep, read_id: ReadIdDep) -> CaseCall:
    asked = AskedCase(actor=call.actor, case_id=CaseId(case_id), now=call.now, read_id=read_id)
    return CaseCall(call.ledger, asked)


CaseDep = Annotated[CaseCall, Depends(_case_call)]


@router.get("/cases", responses=refused_with(*READING, 422))
@apart
def health_desk(
    call: CallApartDep,
    read_id: ReadIdDep,
    cursor: Annotated[str | None, Query(max_length=1000)] = None,
) -> HealthDeskBody:
    """Return a page of the cases open to me; the page is recorded as one reading."""
    desk = duty_desk(call.ledger, call.actor, call.now, read_id=read_id, cursor=cursor)
    page = desk.page
    return HealthDeskBody(
        items=page.rows,
        next_cursor=page.next_cursor,
        total=page.total,
        untaken=page.untaken,
        empty_posts=page.empty_posts,
        empty_posts_total=page.empty_posts_total,
        older_received=page.older_received,
        behind=page.behind,
        unreadable=page.unreadable,
        pressing=desk.pressing,
        next_steps=tuple(desk.next_steps.values()),
        paused=tuple(row for rows in desk.paused.values() for row in rows),
        nobody_sweeps=desk.nobody_sweeps,
        troubled_channels=desk.troubled_channels,
        waiting_for_me=desk.waiting_for_me,
        years_unknown=desk.years_unknown,
    )


@router.get("/cases/{case_id}", responses=refused_with(*READING, 404, 422))
@apart
def read_case(reading: CaseDep) -> CaseBody:
    """Return a case to whoever answers for it or was referred to; the reading is recorded first."""
    return _case_body(reading.ledger, case_reading.case(reading.ledger, reading.asked))


def _case_body(ledger: Ledger, found: Case) -> CaseBody:
    file, pupil = found.file, found.file.pupil
    return CaseBody(
        case_id=found.case_id,
        child_id=found.child_id,
        pupil_name=pupil.name,
        born_on=pupil.born_on,
        renamed=pupil.renamed,
        described_as=found.described_as,
        is_on_file=pupil.is_on_file,
        file_is_damaged=file.is_damaged,
        acts=[act_body(each) for each in file.acts],
        more_acts=file.more_acts,
        concern=found.concern,
        raised_at=found.raised_at,
        position=found.position,
        seen=found.seen,
        raised_by=found.raised_by,
        owner_id=found.state.owner_id,
        is_over=found.state.is_over,
        addressees=found.addressees,
        gaps=found.gaps,
        deadlines=found.clocks.deadlines,
        clocks_are_damaged=found.clocks.is_damaged,
        entries=[entry_body(each, for_hospital=found.is_for_hospital) for each in found.entries],
        names=names_body(found.names),
        may=sorted(found.may),
        is_for_hospital=found.is_for_hospital,
        crisis=crisis_body(found.state.levels),
        further=found.further,
        joined_to=found.joined_to,
        brought_on=found.opened_by.on if found.opened_by else None,
        open_until=found.opened_by.until_on if found.opened_by else None,
        signature_due_at=signature_due_at(ledger, found.state),
        sharing_ended=found.sharing,
    )
