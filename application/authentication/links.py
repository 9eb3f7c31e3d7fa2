"""For whom a provider's name stands: linked and unlinked by whoever manages accounts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5

from application.authentication.account_notes import say
from application.authentication.account_stores import Accounts
from application.authentication.running_out import ending
from application.authentication.stepping_up import require_fresh_factor
from application.authorisation.answering_for import permit_for_person, permit_taking_away
from application.ports import Actor, Claim, ClaimTaken, Context, History, Ledger, Receipt
from application.recording import Request, record
from application.states import accounts_stream, staff_state, staff_stream
from domain.access.table import Request as Asking
from domain.accounts import links as rules
from domain.accounts.outside_facts import ExternalIdentityLinked, ExternalIdentityUnlinked
from domain.errors import Invalid, NotFound, RuleBroken
from domain.reads.sign_ins import SessionEnd
from domain.shared import Erased, LinkId, PersonId
from domain.staff.facts import PersonKind

KIND = "external_identity"
SUBJECT_AT_MOST = 255

Digest = Callable[[str, str], bytes]
"""The key store's HMAC of a kind and a value."""

OwnerOf = Callable[[str, str], UUID | None]
"""Returns who claimed a value of a kind."""


@dataclass(frozen=True, slots=True)
class Named:
    """For whom a provider's name stands; `is_own` when that person alone can have linked it."""

    person_id: PersonId
    link_id: LinkId
    is_own: bool


def subject_of(issuer: str, subject: str) -> str:
    """Return what is claimed: one person only ever stands for it."""
    return f"{issuer}\n{subject}"


def link_identity(
    ledger: Ledger,
    actor: Actor,
    said: ExternalIdentityLinked,
    subject: str,
    now: datetime,
) -> Receipt:
    """Let a provider's name stand for a person; the same name never stands for two.

    Raises: NotPermitted; StepUpNeeded; RuleBroken; Unavailable.
    """
    context = permit_for_person(ledger, actor, Asking.MANAGE_ACCOUNTS, said.person_id, now)
    require_fresh_factor(actor, now, ledger.rules)
    asked = Request(request_id=said.link_id, actor=actor, now=now, context=context)
    return _link(ledger, asked, said, subject, by=actor.person_id)


def link_own(
    ledger: Ledger, actor: Actor, said: ExternalIdentityLinked, subject: str, now: datetime
) -> Receipt:
    """Let a provider's name stand for whoever was just named so by it, and showed an invitation.

    The invitation is the permission: somebody who may invite gave it to that person alone.

    Raises: RuleBroken; Unavailable.
    """
    asked = Request(
        request_id=said.link_id, actor=actor, now=now, context=Context(device=actor.device)
    )
    return _link(ledger, asked, said, subject, by=None)


def _link(
    ledger: Ledger,
    asked: Request,
    said: ExternalIdentityLinked,
    subject: str,
    *,
    by: PersonId | None,
) -> Receipt:
    value = subject_of(said.issuer, subject)
    claim = Claim(kind=KIND, value=value, owner_id=said.person_id)
    try:
        return record(
            ledger,
            replace(asked, claims=lambda _facts: (claim,)),
            [accounts_stream(said.person_id), staff_stream(said.person_id)],
            lambda history: rules.link(
                _links(history, said.person_id),
                said,
                by=by,
                is_human=_is_human(history, said.person_id),
            ),
        )
    except ClaimTaken:
        raise RuleBroken("identity_of_another") from None


def unlink_identity(
    ledger: Ledger,
    accounts: Accounts,
    actor: Actor,
    person_id: PersonId,
    link_id: LinkId,
    now: datetime,
) -> Receipt:
    """Let a provider's name stand for the person no longer, and end the sessions that it opened.

    They end before it is recorded, so that dying in between leaves none open, and once more
    afterwards: the name let somebody in until then.

    Raises: NotPermitted; StepUpNeeded; NotFound; Unavailable.
    """
    context = permit_taking_away(ledger, actor, Asking.MANAGE_ACCOUNTS, person_id, now)
    require_fresh_factor(actor, now, ledger.rules)
    said = ExternalIdentityUnlinked(person_id=person_id, link_id=link_id)
    unlinked = ending(SessionEnd.UNLINKED, now, ledger.rules, actor)
    accounts.sessions.end_linked(person_id, link_id, unlinked)
    receipt = record(
        ledger,
        Request(request_id=uuid5(link_id, "unlink"), actor=actor, now=now, context=context),
        [accounts_stream(person_id)],
        lambda history: rules.unlink(_links(history, person_id), said),
    )
    accounts.sessions.end_linked(person_id, link_id, unlinked)
    return receipt


def links_of(
    ledger: Ledger, actor: Actor, person_id: PersonId, now: datetime
) -> tuple[ExternalIdentityLinked, ...]:
    """Return which names stand for a person now.

    Raises: NotPermitted; Unavailable.
    """
    permit_taking_away(ledger, actor, Asking.MANAGE_ACCOUNTS, person_id, now)
    return _of_log(ledger, person_id).in_force


def person_for(
    ledger: Ledger,
    accounts: Accounts,
    named: tuple[OwnerOf, Digest],
    said: tuple[str, str],
    now: datetime,
) -> Named | None:
    """Return for whom a provider's name stands now, None where it stands for nobody.

    The claim says whose it ever was, the log whether it still is. `said` are issuer and subject.

    Raises: Unavailable, also while the log cannot take what voids a link.
    """
    owner_of, digest = named
    issuer, subject = said
    value = subject_of(issuer, subject)
    owner = owner_of(KIND, value)
    if owner is None:
        return None
    person_id = PersonId(owner)
    try:
        say(ledger, accounts, now, person_id)
    except NotFound:
        return None
    history = ledger.log.load([accounts_stream(person_id)])
    if isinstance(history, Erased):
        return None
    state = _links(history, person_id)
    link = rules.standing(state, issuer, digest(KIND, value).hex())
    if link is None:
        return None
    by = next(each.actor_id for each in history.recorded if each.fact == link)
    return Named(person_id, link.link_id, rules.is_own(state, link.link_id, by=by))


def plain_subject(subject: str) -> str:
    """Return a provider's name for somebody as it is compared. Raises: Invalid."""
    plain = subject.strip()
    if not plain:
        raise Invalid("required", "subject")
    if len(plain) > SUBJECT_AT_MOST or not plain.isprintable():
        raise Invalid("too_long", "subject", at_most=SUBJECT_AT_MOST)
    return plain


def _of_log(ledger: Ledger, person_id: PersonId) -> rules.LinksState:
    history = ledger.log.load([accounts_stream(person_id)])
    return rules.NO_LINKS if isinstance(history, Erased) else _links(history, person_id)


def _links(history: History, person_id: PersonId) -> rules.LinksState:
    facts: Iterable[object] = history.of(accounts_stream(person_id))
    return rules.fold(each for each in facts if isinstance(each, rules.Heard))


def _is_human(history: History, person_id: PersonId) -> bool:
    person = staff_state(history, person_id).person
    return person is not None and person.kind is PersonKind.HUMAN
