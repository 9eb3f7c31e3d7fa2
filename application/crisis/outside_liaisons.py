"""Requests about a hospital's liaison without an account: named for one referral, let in, ended.

Whatever they read and do is asked for by the same use cases as by a liaison with an account.
"""

from collections.abc import Callable, Set
from dataclasses import dataclass, field, replace
from datetime import datetime
from hmac import compare_digest
from uuid import UUID, uuid5

from application.authentication.typed_codes import plain_code
from application.crisis.case_recording import CaseRequest, record_for_case
from application.crisis.liaison_links import (
    DEVICE,
    Digest,
    Link,
    browser_digest,
    code_digest,
    link_of,
    token_of,
)
from application.ports import Actor, Context, History, Ledger, Receipt
from application.reads.looking import Names
from application.recording import Decision, Request, record
from application.states import case_state, referrals_stream
from domain.access.table import Request as Asking
from domain.access.table import Standing
from domain.errors import NotFound
from domain.referrals import liaisons as rules
from domain.referrals.liaison_state import NameLiaison
from domain.referrals.state import CaseState
from domain.shared import ANONYMOUS, CaseId, Erased, PersonId

CODE_LENGTH = 8
SECRET_LENGTH = 52
LETS = frozenset(
    {
        *(Asking.READ_CASE, Asking.ACKNOWLEDGE_REFERRAL, Asking.DECLINE_REFERRAL),
        *(Asking.ARRANGE_VISIT, Asking.GIVE_FEEDBACK),
    }
)
"""All that the link opens, of one case; what of it, the referral decides at that moment."""


class LinkOver(Exception):
    """A link is forged, ended, past its day, used elsewhere, or of a referral that went on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What links and codes are made with."""

    digest: Digest
    code: Callable[[int], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """Who is named, under an id that the form was drawn with."""

    case_id: CaseId
    naming_id: UUID
    name: str
    function: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The link, and the code that is told this once; a repeat of the request is told none."""

    token: str = field(repr=False)
    code: str | None = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CameIn:
    """To which case somebody came, and what their browser keeps; None for a wrong code."""

    case_id: CaseId
    kept: str | None = field(repr=False)


def name_liaison(ledger: Ledger, actor: Actor, keys: Keys, naming: Naming, now: datetime) -> Given:
    """Let somebody of the hospital act on the referral; whoever could before by a link no more can.

    Raises: as `record_for_case` and the rule.
    """
    # Made from what the form was drawn with, and apart from the ids of people: whoever is employed
    # under it all the same does not act by link, and whoever acts by link holds no duty by it.
    liaison_id = PersonId(uuid5(naming.case_id, f"outside/{naming.naming_id}"))
    code = keys.code(CODE_LENGTH)
    request = NameLiaison(
        case_id=naming.case_id,
        liaison_id=liaison_id,
        name=naming.name,
        function=naming.function,
        phone=naming.phone,
    )
    asked = _asked(actor, naming.case_id, liaison_id, now)
    receipt = record_for_case(
        ledger,
        asked,
        lambda case, _history: rules.name_liaison(
            case.state,
            request,
            by=actor.person_id,
            code_digest=code_digest(keys.digest, liaison_id, code),
            now=now,
            rules=ledger.rules,
        ),
    )
    token = token_of(keys.digest, Link(naming.case_id, liaison_id))
    return Given(token=token, code=code if receipt.fresh else None)


def end_liaison(
    ledger: Ledger, actor: Actor, case_id: CaseId, liaison_id: PersonId, now: datetime
) -> Receipt:
    """Let a link open nothing any more, for whoever may name liaisons."""
    return record_for_case(
        ledger,
        _asked(actor, case_id, uuid5(liaison_id, "ended"), now),
        lambda case, _history: rules.end_liaison(case.state, liaison_id, by=actor.person_id),
    )


def secret_for(keys: Keys, kept: str | None) -> str:
    """Return what a browser keeps while it asks for the code, a new one where that is not ours."""
    is_ours = kept is not None and len(kept) == SECRET_LENGTH and kept.isascii()
    return kept if kept is not None and is_ours else keys.code(SECRET_LENGTH)


def come_in(
    ledger: Ledger, keys: Keys, token: str, typed: str, secret: str, now: datetime
) -> CameIn:
    """Let in whoever has link and code, in the browser of this secret alone from now on.

    Each wrong code is on record before it is answered; of many at once no more are looked at than
    the rules let.

    Raises: LinkOver; Unavailable, Unreadable.
    """
    link = link_of(keys.digest, token)
    if link is None:
        raise LinkOver
    case_id, liaison_id = link
    code = code_digest(keys.digest, liaison_id, plain_code(typed))
    is_right = _is_right(ledger, link, code)

    def decide(history: History) -> Decision:
        return rules.enter(
            case_state(history, case_id),
            liaison_id,
            code_digest=code,
            browser_digest=browser_digest(keys.digest, liaison_id, secret),
            now=now,
            rules=ledger.rules,
        )

    asked = Request(
        # Each try is one of its own: a browser may send many.
        request_id=uuid5(liaison_id, keys.code(SECRET_LENGTH)),
        # Who typed a wrong code nobody knows: it is not held against whom the link was given to.
        actor=Actor(person_id=liaison_id if is_right else ANONYMOUS, device=DEVICE),
        now=now,
        context=Context(duty=Standing.HOSPITAL_LIAISON.value if is_right else None, device=DEVICE),
    )
    try:
        record(ledger, asked, [referrals_stream(case_id)], decide)
    except NotFound:
        raise LinkOver from None
    return CameIn(case_id=case_id, kept=f"{liaison_id}.{secret}" if is_right else None)


def _is_right(ledger: Ledger, link: Link, code: str) -> bool:
    """Return whether a code is the one told for a link. Raises: LinkOver; Unreadable."""
    history = ledger.log.load([referrals_stream(link.case_id)])
    if isinstance(history, Erased):
        raise LinkOver
    return rules.is_right(case_state(history, link.case_id), link.liaison_id, code)


def liaison_of(
    ledger: Ledger,
    digest: Digest,
    case_id: CaseId,
    kept: str,
    now: datetime,
    *,
    also_ended: bool = False,
) -> Actor | None:
    """Return who came in to a case with this browser, None for nobody.

    With `also_ended` whoever ever did: they may do nothing, but are known for what they sent.

    Raises: Unreadable.
    """
    whose, _, secret = kept.partition(".")
    try:
        liaison_id = PersonId(UUID(whose))
    except ValueError:
        return None
    history = ledger.log.load([referrals_stream(case_id)])
    if isinstance(history, Erased):
        return None
    state = case_state(history, case_id)
    found = rules.acting(state, liaison_id, now)
    if found is None and also_ended:
        found = state.at_hospital.liaisons.known.get(liaison_id)
    if found is None or found.browser_digest is None:
        return None
    is_same = compare_digest(found.browser_digest, browser_digest(digest, liaison_id, secret))
    return Actor(person_id=liaison_id, device=DEVICE, scopes=LETS) if is_same else None


def with_liaisons(names: Names, state: CaseState, people: Set[PersonId]) -> Names:
    """Return names with those of liaisons without account among `people`, as said when named.

    Of no others: a hospital does not hear who acted at the one before.
    """
    known = {
        liaison_id: f"{each.named.name}（{each.named.function}）"
        for liaison_id, each in state.at_hospital.liaisons.known.items()
        if liaison_id in people
    }
    return replace(names, people={**names.people, **known}) if known else names


def _asked(actor: Actor, case_id: CaseId, request_id: UUID, now: datetime) -> CaseRequest:
    return CaseRequest(
        actor=actor,
        case_id=case_id,
        asking=Asking.ISSUE_REFERRAL,
        request_id=request_id,
        now=now,
    )
