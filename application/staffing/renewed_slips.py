"""The invitations of a list made anew, for those of it who have not signed in yet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

from application.authentication.account_ports import Account
from application.authentication.account_stores import Accounts
from application.authorisation.permission import permit
from application.ports import Actor, Ledger
from application.staffing.each_row import each_by_itself
from application.staffing.listed_staff import Post
from application.staffing.staff_lists import Slip, administrators_hand, invited_slip
from application.staffing.staged_staff import PORTION_ROWS, StaffList
from domain.access.table import Request as Asking
from domain.errors import DomainError
from domain.shared import PersonId
from domain.staff.listed import ListedRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows of a list, from one number up to another."""

    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewSlips:
    """Invite anew those of some rows who were invited `before` and never signed in."""

    rows: Rows
    before: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PortionToRenew:
    """Rows among which people wait: how many, and who is the first and the last of them."""

    rows: Rows
    people: int
    first_name: str = field(repr=False)
    last_name: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRenew:
    """Who of a list was invited and never signed in, in the portions to choose from.

    They begin where the portions began in which the list was taken, so that one whose answer was
    lost is made anew without the others; together at most as many people as those.
    """

    portions: tuple[PortionToRenew, ...]

    @property
    def people(self) -> int:
        """Return how many people wait."""
        return sum(each.people for each in self.portions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """What became of a portion; `left` are those behind it, `is_broken_off` where it stopped."""

    slips: tuple[Slip, ...]
    refused: tuple[tuple[ListedRow, DomainError], ...]
    left: ToRenew
    is_broken_off: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    row: ListedRow
    post: Post
    account: Account


def to_renew(ledger: Ledger, accounts: Accounts, found: StaffList, before: datetime) -> ToRenew:
    """Return who of a list was invited before a moment and never signed in."""
    return _told(found, list(_waiting(ledger, accounts, found, before)))


def renew_slips(
    ledger: Ledger,
    accounts: Accounts,
    actor: Actor,
    found: StaffList,
    request: RenewSlips,
    now: datetime,
) -> Renewed:
    """Invite them anew: their earlier codes are void.

    Sent again it makes no second slip: who was invited since then is left out. Sent twice at once,
    whoever was invited by the other, or chose a password meanwhile, is refused.

    Raises: NotPermitted; StepUpNeeded; Unavailable before anything was recorded.
    """
    permit(ledger, actor, Asking.INVITE_PERSON, now)
    hand = administrators_hand(ledger, accounts, actor)
    places = {each.organisation_id: each.name for each in ledger.directory.organisations()}
    rows, waiting = request.rows, list(_waiting(ledger, accounts, found, request.before))
    asked = [each for each in waiting if rows.first <= each.row.number <= rows.last][:PORTION_ROWS]
    made: list[Slip] = []
    refused, done = each_by_itself(
        asked,
        lambda each: made.append(
            invited_slip(hand, each.row, each.post, each.account, places, now)
        ),
    )
    later = [each for each in waiting if each.row.number > rows.last]
    return Renewed(
        slips=tuple(made),
        refused=tuple(refused),
        left=_told(found, [*asked[done:], *later]),
        is_broken_off=done < len(asked),
    )


def _told(found: StaffList, waiting: Sequence[_Waiting]) -> ToRenew:
    numbers = [each.row.number for each in found.judged if each.post is not None]
    taken_in = {number: place // PORTION_ROWS for place, number in enumerate(numbers)}
    portions: list[list[_Waiting]] = []
    for _, rows in groupby(waiting, key=lambda each: taken_in[each.row.number]):
        together = list(rows)
        if portions and len(portions[-1]) + len(together) <= PORTION_ROWS:
            portions[-1].extend(together)
        else:
            portions.append(together)
    return ToRenew(portions=tuple(map(_portion, portions)))


def _portion(waiting: Sequence[_Waiting]) -> PortionToRenew:
    first, last = waiting[0].row, waiting[-1].row
    return PortionToRenew(
        rows=Rows(first=first.number, last=last.number),
        people=len(waiting),
        first_name=first.name or "",
        last_name=last.name or "",
    )


def _waiting(
    ledger: Ledger, accounts: Accounts, found: StaffList, before: datetime
) -> Iterator[_Waiting]:
    """Yield the first row of each person who was invited before a moment and never signed in."""
    until = before + timedelta(hours=ledger.rules.invitation_valid_hours)
    seen: set[PersonId] = set()
    for each in found.judged:
        if each.post is None or not each.post.is_known or each.post.person_id in seen:
            continue
        seen.add(each.post.person_id)
        account = accounts.account(each.post.person_id)
        if account is not None and _has_not_come(account, until):
            yield _Waiting(row=each.row, post=each.post, account=account)


def _has_not_come(account: Account, until: datetime) -> bool:
    if account.disabled_at is not None or account.invited_until is None:
        return False
    never_came = not account.has_password and account.signed_in_at is None
    return never_came and account.invited_until < until
