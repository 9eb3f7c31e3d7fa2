"""Requests about a hospital's liaison without an account: named for one referral, let in, ended.

Whatever they read and do is asked for by the same use cases as by a liaison with an account.
"""

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from uuid import UUID, uuid5

from application.crisis.cases.case_recording import CaseRequest, record_for_case
from application.crisis.cases.cases import OpenCase, is_let_in_by_kept_out, open_case
from application.crisis.cases.sharing import answers_beside, no_to_sharing
from application.outsiders.entering import CODE_LENGTH, Given, Keys, Opening, Tried
from application.outsiders.links import (
    DEVICES,
    Digest,
    Door,
    Link,
    code_digest,
    is_their_browser,
    read_kept,
    token_of,
)
from application.ports import Actor, History, Ledger, Receipt
from application.reads.looking import Names
from application.recording import Decision
from application.staffing.hospital_contacts import contacts_now
from application.states import case_state, referrals_stream
from domain.access.table import Request as Asking
from domain.access.table import Standing
from domain.contacts.facts import ContactEnd
from domain.errors import NotFound
from domain.referrals.hospital import liaisons as rules
from domain.referrals.hospital.liaison_state import NameLiaison, OutsideLiaison
from domain.referrals.hospital.sharing import require_handing
from domain.referrals.state import CaseState
from domain.shared import CaseId, ChildId, Erased, PersonId

LETS = frozenset(
    {
        *(Asking.READ_CASE, Asking.ACKNOWLEDGE_REFERRAL, Asking.DECLINE_REFERRAL),
        *(Asking.ARRANGE_VISIT, Asking.GIVE_FEEDBACK, Asking.REPORT_HARM),
    }
)
"""All that the link opens, of one case; what of it, the referral decides at that moment."""


class Taken(Enum):
    """What is taken of a link that has ended: a lost answer's repeat, or that a child is harmed."""

    NOTHING = "nothing"
    THE_SAME_AGAIN = "the_same_again"
    A_REPORT = "a_report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """Who is named, under an id that the form was drawn with."""

    case_id: CaseId
    naming_id: UUID
    name: str
    function: str
    phone: str


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
    beside = answers_beside(ledger, naming.case_id)
    asked = replace(_asked(actor, naming.case_id, liaison_id, now), beside=beside)
    receipt = record_for_case(
        ledger,
        asked,
        lambda case, _history: rules.name_liaison(
            _handed(ledger, case),
            request,
            by=actor.person_id,
            code_digest=code_digest(keys.digest, Door.REFERRAL, liaison_id, code),
            now=now,
            rules=ledger.rules,
        ),
    )
    token = token_of(keys.digest, Link(Door.REFERRAL, naming.case_id, liaison_id))
    return Given(token=token, code=code if receipt.fresh else None)


def _handed(ledger: Ledger, case: OpenCase) -> CaseState:
    """Return the state where more may be handed to the hospital. Raises: RuleBroken."""
    child_id = ChildId(case.concern.child_id)
    require_handing(case.state, no_to_sharing(ledger, child_id, case.history))
    return case.state


def end_liaison(
    ledger: Ledger, actor: Actor, case_id: CaseId, liaison_id: PersonId, now: datetime
) -> Receipt:
    """Let a link open nothing any more, for whoever may name liaisons."""
    return record_for_case(
        ledger,
        _asked(actor, case_id, uuid5(liaison_id, "ended"), now),
        lambda case, _history: rules.end_liaison(case.state, liaison_id, by=actor.person_id),
    )


def _enter(history: History, link: Link, tried: Tried) -> Decision:
    return rules.enter(
        case_state(history, CaseId(link.matter_id)),
        link.person_id,
        code_digest=tried.code_digest,
        browser_digest=tried.browser_digest,
        now=tried.now,
        rules=tried.rules,
    )


def _is_barred(ledger: Ledger, link: Link, now: datetime) -> bool:
    try:
        case = open_case(ledger, CaseId(link.matter_id))
    except NotFound:
        return True
    return is_let_in_by_kept_out(ledger, case, link.person_id, now) or _is_false(
        ledger, case, link.person_id
    )


def _is_false(ledger: Ledger, case: OpenCase, liaison_id: PersonId) -> bool:
    """Return whether a link went to somebody who turned out to be no contact of the hospital."""
    found = case.state.at_hospital.liaisons.known.get(liaison_id)
    if found is None or found.contact_id is None:
        return False
    ended = contacts_now(ledger, found.named.hospital_id).ended.get(found.contact_id)
    return ended is not None and ended.reason is not ContactEnd.LEFT


TO_REFERRAL = Opening(
    stream=lambda case_id: referrals_stream(CaseId(case_id)),
    standing=Standing.HOSPITAL_LIAISON,
    is_right=lambda history, link, code: rules.is_right(
        case_state(history, CaseId(link.matter_id)), link.person_id, code
    ),
    enter=_enter,
    is_barred=_is_barred,
)


def liaison_of(
    ledger: Ledger,
    digest: Digest,
    case_id: CaseId,
    kept: str,
    now: datetime,
    after_its_end: Taken = Taken.NOTHING,
) -> Actor | None:
    """Return who came in to a case with this browser, None for nobody.

    Of a link that has ended by now only whoever sends what is taken then: they may do nothing else.
    Nobody of whom the one who let them in is kept out by now.

    Raises: Unreadable; Unavailable.
    """
    said = read_kept(kept)
    if said is None:
        return None
    liaison_id, secret = said
    history = ledger.log.load([referrals_stream(case_id)])
    if isinstance(history, Erased):
        return None
    state = case_state(history, case_id)
    found = rules.acting(state, liaison_id, now)
    known = state.at_hospital.liaisons.known.get(liaison_id)
    if found is None and known is not None and _is_taken(after_its_end, known, now):
        found = known
    if found is None or not is_their_browser(digest, Door.REFERRAL, liaison_id, found, secret):
        return None
    # A report that a child is harmed is taken all the same: it opens nothing.
    is_report = after_its_end is Taken.A_REPORT
    if not is_report and _is_barred(ledger, Link(Door.REFERRAL, case_id, liaison_id), now):
        return None
    return Actor(person_id=liaison_id, device=DEVICES[Door.REFERRAL], scopes=LETS)


def _is_taken(what: Taken, liaison: OutsideLiaison, now: datetime) -> bool:
    if what is Taken.A_REPORT:
        return liaison.may_still_tell(now)
    return what is Taken.THE_SAME_AGAIN


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


def liaison_named(ledger: Ledger, case_id: CaseId, liaison_id: PersonId) -> str | None:
    """Return name and hospital of a liaison without account, None for nobody of the case.

    Raises: Unreadable.
    """
    history = ledger.log.load([referrals_stream(case_id)])
    if isinstance(history, Erased):
        return None
    found = case_state(history, case_id).at_hospital.liaisons.known.get(liaison_id)
    if found is None:
        return None
    hospital_id = found.named.hospital_id
    row = ledger.directory.organisations_among({hospital_id}).get(hospital_id)
    return f"{found.named.name}（{row.name if row else found.named.function}）"


def _asked(actor: Actor, case_id: CaseId, request_id: UUID, now: datetime) -> CaseRequest:
    return CaseRequest(
        actor=actor,
        case_id=case_id,
        asking=Asking.ISSUE_REFERRAL,
        request_id=request_id,
        now=now,
    )
