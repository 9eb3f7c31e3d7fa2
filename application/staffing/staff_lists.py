"""Staff from a list: what is proposed for them row by row, and their invitations."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid5

from application.authentication import accounts as inviting
from application.authentication.account_ports import Account, InvitePerson
from application.authentication.account_stores import Accounts
from application.authentication.accounts import Invited
from application.ports import Actor, Ledger, Receipt
from application.staffing import proposing, staff
from application.staffing.founding import Founding
from application.staffing.listed_staff import JudgedStaff, Post
from domain.days import local_day
from domain.errors import RuleBroken
from domain.ruleset import RuleSet
from domain.shared import DutyId, OrganisationId, PersonId
from domain.staff.facts import PersonKind
from domain.staff.giving import years_after, years_at_most
from domain.staff.listed import ListedRow
from domain.staff.state import ProposeDuty, RegisterPerson

THERE_ALREADY = frozenset(
    {
        "duty_already_proposed",
        "duty_proposed_already",
        "duty_already_assigned",
        "duty_already_held",
    }
)
"""What a second reading of the same list, or of a mended one, comes upon."""
DECIDED_OR_OLD = "duty_already_proposed"
"""What it comes upon on another day; what still waits, or was given, refuses a second proposal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Who acts on a list, and how far that goes."""

    register: Callable[[RegisterPerson, datetime], Receipt]
    propose: Callable[[ProposeDuty, datetime], Receipt]
    invite: Callable[[InvitePerson, datetime], Invited]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One invitation to be given to its person; the code is told this once."""

    name: str = field(repr=False)
    place: str
    invited: Invited


def administrators_hand(ledger: Ledger, accounts: Accounts, actor: Actor) -> Hand:
    """Return the hand of somebody who is asked for the permission at each row."""
    return Hand(
        register=lambda request, now: staff.register_person(ledger, actor, request, now),
        propose=lambda request, now: proposing.propose_duty(ledger, actor, request, now),
        invite=lambda request, now: inviting.invite(ledger, accounts, actor, request, now),
    )


def operators_hand(founding: Founding, accounts: Accounts) -> Hand:
    """Return the hand of the operator, who proposes as a system administrator does."""
    return Hand(
        register=founding.register,
        propose=founding.propose,
        invite=lambda request, now: inviting.invite_as_operator(
            founding.ledger, accounts, founding.operator, request, now
        ),
    )


def take_row(
    hand: Hand, row: ListedRow, post: Post, list_sha256: str, now: datetime, rules: RuleSet
) -> bool:
    """Register the person and propose the duty; return whether anything new was recorded.

    Read again, the row finds what it recorded: a list that broke off goes on where it was.

    Raises: NotPermitted; RuleBroken, Invalid when it cannot be given; Unavailable.
    """
    fresh = False
    if not post.is_known:
        person = RegisterPerson(
            person_id=post.person_id, kind=PersonKind.HUMAN, name=row.name or "", phone=row.phone
        )
        fresh = hand.register(person, now).fresh
    return _proposed(hand, post, list_sha256, now, rules) or fresh


def _proposed(hand: Hand, post: Post, list_sha256: str, now: datetime, rules: RuleSet) -> bool:
    """Propose the duty of a row, under another id where an earlier proposal came to nothing."""
    since = local_day(now)
    said = f"{list_sha256}/{post.role}/{post.organisation_id}"
    for name in (said, f"{said}/{since}"):
        request = ProposeDuty(
            person_id=post.person_id,
            duty_id=DutyId(uuid5(post.person_id, name)),
            role=post.role,
            organisation_id=post.organisation_id,
            from_on=since,
            to_on=years_after(since, years_at_most(post.role, rules)),
        )
        try:
            return hand.propose(request, now).fresh
        except RuleBroken as broken:
            if broken.code not in THERE_ALREADY:
                raise
            if broken.code != DECIDED_OR_OLD:
                return False
    return False


def slips(
    hand: Hand,
    accounts: Accounts,
    taken: Iterable[JudgedStaff],
    places: Mapping[OrganisationId, str],
    now: datetime,
    *,
    renew: bool = False,
) -> Iterator[Slip]:
    """Yield an invitation for each person of a list who has none yet and cannot sign in.

    With `renew` also for those who were invited and did not come: their earlier code is void.

    Raises: NotPermitted; StepUpNeeded; RuleBroken; Unavailable.
    """
    done: set[PersonId] = set()
    for each in taken:
        post = each.post
        if post is None or post.person_id in done:
            continue
        done.add(post.person_id)
        seen = accounts.account(post.person_id)
        if _is_waiting(seen, now, renew=renew):
            yield invited_slip(hand, each.row, post, seen, places, now)


def invited_slip(
    hand: Hand,
    row: ListedRow,
    post: Post,
    seen: Account | None,
    places: Mapping[OrganisationId, str],
    now: datetime,
) -> Slip:
    """Invite whom a row speaks of, and return the slip.

    Raises: NotPermitted; StepUpNeeded; RuleBroken, also when the account is another than was seen;
    Unavailable.
    """
    request = InvitePerson(person_id=post.person_id, login=post.login, seen=seen)
    invited = hand.invite(request, now)
    return Slip(name=row.name or "", place=places.get(post.organisation_id, ""), invited=invited)


def _is_waiting(account: Account | None, now: datetime, *, renew: bool) -> bool:
    """Return whether a person waits for an invitation; of closed accounts nobody does."""
    if account is None:
        return True
    if account.has_password or account.disabled_at is not None:
        return False
    return renew or account.invited_until is None or account.invited_until <= now
