"""Requests about sign-ins on record: one's own, and those of people for whom somebody watches."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from application.authentication.account_notes import say
from application.authentication.account_stores import Accounts
from application.authentication.running_out import unused_since
from application.authorisation.permission import standings_of
from application.authorisation.reach import reaches
from application.ports import Actor, Ledger, Unreadable
from application.reads.sign_in_rows import SignInRow
from domain.access.table import Request as Asking
from domain.errors import NotFound, RecordDamaged, Unavailable
from domain.shared import PersonId, SessionId

OWN_AT_MOST = 10
"""So many of one's own are shown: who wonders about more asks the security administrator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSignIns:
    """Sign-ins of one person, the newest first; `open_now` are the sessions that go on."""

    rows: tuple[SignInRow, ...]
    open_now: frozenset[SessionId]
    next_before: int | None = None


def own_sign_ins(ledger: Ledger, accounts: Accounts, actor: Actor, now: datetime) -> ShownSignIns:
    """Return the last sign-ins of whoever asks; everybody may see that of themselves."""
    return _shown(ledger, accounts, actor.person_id, now, limit=OWN_AT_MOST, before=None)


def sign_ins_of(
    ledger: Ledger,
    accounts: Accounts,
    actor: Actor,
    person_id: PersonId,
    now: datetime,
    *,
    before: int | None = None,
) -> ShownSignIns:
    """Return the sign-ins of a person who has, or had, a duty where whoever asks answers for.

    Raises: NotPermitted, Unavailable; NotFound for somebody of other places.
    """
    asking = Asking.READ_SECURITY_EVENTS
    standings = standings_of(ledger, actor, now)
    standings.require(asking)
    is_known = person_id in ledger.directory.people((person_id,))
    if not is_known or not reaches(ledger, standings, asking, person_id, now):
        raise NotFound("person_not_found")
    size = ledger.rules.page_size
    return _shown(ledger, accounts, person_id, now, limit=size, before=before)


def _shown(
    ledger: Ledger,
    accounts: Accounts,
    person_id: PersonId,
    now: datetime,
    *,
    limit: int,
    before: int | None,
) -> ShownSignIns:
    # What ended a moment ago may not be said yet; without it the list is shown all the same.
    with suppress(Unavailable, Unreadable, RecordDamaged, NotFound):
        say(ledger, accounts, now, person_id)
    page = ledger.readings.sign_ins.of_person(person_id, limit=limit, before=before)
    goes_on = accounts.sessions.of_person(person_id, now, unused_since(now, ledger.rules))
    open_now = frozenset(each.session_id for each in goes_on)
    return ShownSignIns(rows=page.rows, open_now=open_now, next_before=page.next_before)
