"""Lists of staff that somebody uploaded: kept sealed for a day, looked at, taken in portions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from hashlib import sha256
from uuid import uuid5

from application.authentication.account_stores import Accounts
from application.authorisation.permission import permit, standings_of
from application.authorisation.places import permit_for_place
from application.authorisation.reach import reach_of
from application.ports import Actor, Ledger
from application.staffing.each_row import each_by_itself
from application.staffing.listed_staff import JudgedStaff, StaffBook
from application.staffing.staff_lists import Slip, administrators_hand, slips, take_row
from application.survey.staged_rosters import HELD_AT_MOST, NAME_AT_MOST, Rosters, UploadRoster
from application.survey.staging_ports import RosterHead, RosterId, StagedRoster
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import DomainError, NotFound, NotPermitted, RuleBroken
from domain.shared import OrganisationId, PersonId
from domain.staff.listed import ListedProblem, ListedRow
from domain.staff.proposal_days import open_since

PORTION_ROWS = 50
"""So many rows are taken by one request, which then answers within seconds."""

NEEDED = (Asking.REGISTER_PERSON, Asking.PROPOSE_DUTY, Asking.INVITE_PERSON)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffList:
    """A staged list and what would become of each row; `content` is the file.

    `done` are the numbers of the rows whose duty was proposed already, or is held.
    """

    head: RosterHead
    content: bytes
    judged: tuple[JudgedStaff, ...]
    done: frozenset[int] = frozenset()

    @property
    def problems(self) -> Mapping[int, ListedProblem]:
        """Why rows are not taken, by their numbers."""
        return {each.row.number: each.problem for each in self.judged if each.problem is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """What became of some rows; `next_row` is where the list goes on, None when it is over."""

    slips: tuple[Slip, ...]
    taken: int
    refused: tuple[tuple[ListedRow, DomainError], ...]
    next_row: int | None
    left: int
    is_broken_off: bool


def may_invite_many(ledger: Ledger, actor: Actor, now: datetime) -> bool:
    """Return whether somebody may send lists of staff. Raises: Unavailable."""
    standings = standings_of(ledger, actor, now)
    return all(map(standings.allow, NEEDED))


def permit_staff_lists(ledger: Ledger, actor: Actor, now: datetime) -> None:
    """Let whoever registers, proposes and invites people pass; the factor is asked for later.

    Raises: NotPermitted, Unavailable.
    """
    shown = replace(actor, factor_at=now)
    for each in NEEDED:
        permit(ledger, shown, each, now)


def stage_staff(
    ledger: Ledger, rosters: Rosters, actor: Actor, upload: UploadRoster, now: datetime
) -> RosterId:
    """Keep a list sealed for a day and return its id; sent again, it is the first one.

    Raises: Invalid for field `file`; RuleBroken when the person has too many; NotPermitted,
    Unavailable.
    """
    permit_staff_lists(ledger, actor, now)
    rosters.destroy_old(now)
    owner = _owner(actor)
    list_id = RosterId(uuid5(owner, str(upload.request_id)))
    held = rosters.store.heads_of(owner)
    if any(each.roster_id == list_id for each in held):
        return list_id
    if len(held) >= HELD_AT_MOST:
        raise RuleBroken("too_many_lists_held", at_most=HELD_AT_MOST)
    rosters.staff.rows(upload.content, upload.file_name)
    name = upload.file_name[-NAME_AT_MOST:]
    head = RosterHead(roster_id=list_id, uploaded_by=owner, uploaded_at=now, file_name=name)
    rosters.store.put(StagedRoster(head=head, content=upload.content))
    return list_id


def staff_lists_of(
    ledger: Ledger, rosters: Rosters, actor: Actor, now: datetime
) -> tuple[RosterHead, ...]:
    """Return the lists of staff that a person uploaded within a day.

    Raises: NotPermitted, Unavailable.
    """
    permit_staff_lists(ledger, actor, now)
    rosters.destroy_old(now)
    return rosters.store.heads_of(_owner(actor))


def staff_list(
    ledger: Ledger,
    rosters: Rosters,
    actor: Actor,
    list_id: RosterId,
    book: StaffBook,
    now: datetime,
) -> StaffList:
    """Return what would become of each row of a list of the person's own; nothing is recorded.

    Raises: NotFound `roster_not_found`, also for a list of somebody else; NotPermitted,
    Unavailable, RecordDamaged.
    """
    permit_staff_lists(ledger, actor, now)
    rosters.destroy_old(now)
    head = rosters.store.head(list_id)
    if head is None or head.uploaded_by != _owner(actor):
        raise NotFound("roster_not_found")
    content = rosters.store.content(head)
    if content is None:
        raise NotFound("roster_not_found")
    own = replace(book, answers_for=_answering(ledger, actor, now))
    rows = rosters.staff.rows(content, head.file_name)
    judged = tuple(own.judged(rows))
    done = _done(ledger, actor, judged, now)
    return StaffList(head=head, content=content, judged=judged, done=done)


def take_portion(
    ledger: Ledger,
    accounts: Accounts,
    actor: Actor,
    found: StaffList,
    from_row: int,
    now: datetime,
) -> Portion:
    """Register, propose and invite the people of the next rows, each row by itself.

    Begun again at the same row it finds what it recorded; a code that was told is not told again.

    Raises: NotPermitted; StepUpNeeded; Unavailable before anything was recorded.
    """
    permit(ledger, actor, Asking.INVITE_PERSON, now)
    hand = administrators_hand(ledger, accounts, actor)
    places = {each.organisation_id: each.name for each in ledger.directory.organisations()}
    digest = sha256(found.content).hexdigest()
    waiting = [
        each for each in found.judged if each.post is not None and each.row.number >= from_row
    ]
    made: list[Slip] = []

    def take(each: JudgedStaff) -> None:
        if each.post is not None:
            take_row(hand, each.row, each.post, digest, now, ledger.rules)
        made.extend(slips(hand, accounts, [each], places, now))

    refused, done = each_by_itself(waiting[:PORTION_ROWS], take)
    return _portion(made, refused, waiting, done)


def _portion(
    made: Sequence[Slip],
    refused: Sequence[tuple[ListedRow, DomainError]],
    waiting: Sequence[JudgedStaff],
    done: int,
) -> Portion:
    left = len(waiting) - done
    return Portion(
        slips=tuple(made),
        taken=done - len(refused),
        refused=tuple(refused),
        next_row=waiting[done].row.number if left else None,
        left=left,
        is_broken_off=done < min(PORTION_ROWS, len(waiting)),
    )


def _answering(ledger: Ledger, actor: Actor, now: datetime) -> Callable[[OrganisationId], bool]:
    @cache
    def answers_for(place: OrganisationId) -> bool:
        try:
            permit_for_place(ledger, actor, Asking.PROPOSE_DUTY, place, now)
        except NotPermitted:
            return False
        return True

    return answers_for


def _done(
    ledger: Ledger, actor: Actor, judged: Sequence[JudgedStaff], now: datetime
) -> frozenset[int]:
    """Return the rows of people with an account whose duty waits to be approved, or is held."""
    posts = [(each.row.number, each.post) for each in judged if each.post and each.post.is_known]
    if not posts:
        return frozenset()
    today = local_day(now)
    reach = reach_of(ledger, actor, (Asking.PROPOSE_DUTY,), now)
    waiting = ledger.access.proposals_under(reach, open_since(today, ledger.rules))
    known = ledger.directory.people({post.person_id for _, post in posts})
    held = (each for person in known.values() for each in person.duties if each.holds_on(today))
    there = {
        *((each.person_id, each.role, each.organisation_id) for each in waiting),
        *((each.person_id, each.role, each.organisation_id) for each in held),
    }
    return frozenset(
        number
        for number, post in posts
        if (post.person_id, post.role, post.organisation_id) in there
    )


def _owner(actor: Actor) -> PersonId:
    """Return as whose a list is kept: lists of staff and of children of one person stand apart."""
    return PersonId(uuid5(actor.person_id, "lists of staff"))
