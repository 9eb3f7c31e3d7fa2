"""Letting a person in at night on the word of a named colleague: given, used, looked into later."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid5

from application.authentication.account_notes import notes_of, say
from application.authentication.account_ports import Account, Checked, Narrowed, Notes, Stage
from application.authentication.enrolling import RECOVERY_LENGTH
from application.authentication.night_ports import NightRecoveries, NightRecovery
from application.authentication.open_sessions import sign_out
from application.authentication.running_out import ending
from application.authentication.signing_in import Door, SignedIn, SignInRefused, Source, enter
from application.authentication.stepping_up import require_fresh_factor
from application.authentication.throttling import By, failing_by_code, try_once
from application.authentication.typed_codes import plain_code, plain_login
from application.authorisation.answering_for import may_for_person, permit_for_person
from application.authorisation.on_duty import roles_today
from application.authorisation.permission import Standings, standings_of
from application.ports import Actor, Ledger, Unreadable
from application.states import staff_now
from domain.access.of_trust import NEVER_BY_WORD
from domain.access.table import Request as Asking
from domain.accounts import recoveries as rules
from domain.accounts.facts import SessionsEnded
from domain.accounts.outside_facts import IdentifiedBy, RecoveryFinding
from domain.accounts.recoveries import GiveNightRecovery
from domain.errors import NotFound, NotPermitted, RecordDamaged, RuleBroken, Unavailable
from domain.reads.sign_ins import SessionEnd
from domain.shared import PersonId, RecoveryId

LOOKED_THROUGH = 1_000
"""How many of the whole city are looked through for one's own, those that wait first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """Who asks to be let in, as whoever makes sure of them sees it: the telephone to call back."""

    person_id: PersonId
    name: str
    phone: str | None = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenCode:
    """The code is told this once; a repeat of the request is told none."""

    expires_at: datetime
    code: str | None = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked(Checked):
    """What a typed code was looked up to be given by."""

    held: NightRecovery | None


def find_locked_out(ledger: Ledger, door: Door, actor: Actor, login: str) -> Locked:
    """Return who has a login, for whoever may let them in.

    Raises: NotFound for an unknown login and for one that is none of theirs; Unavailable.
    """
    account = door.accounts.account_of(plain_login(login))
    if account is None:
        raise NotFound("account_not_found")
    try:
        permit_for_person(ledger, actor, Asking.GIVE_NIGHT_RECOVERY, account.person_id, door.now)
    except NotPermitted:
        raise NotFound("account_not_found") from None
    known = staff_now(ledger, account.person_id)
    if known.person is None:
        raise NotFound("account_not_found")
    return Locked(person_id=known.person.person_id, name=known.person.name, phone=known.phone)


def give_night_recovery(
    ledger: Ledger,
    door: Door,
    recoveries: NightRecoveries,
    actor: Actor,
    request: GiveNightRecovery,
) -> GivenCode:
    """Give a person a code that opens one short session, after making sure who asks.

    What failed at their login locks it no more: somebody who knows them has just spoken with them.

    Raises: NotPermitted; StepUpNeeded; NotFound; RuleBroken; Unavailable.
    """
    permit_for_person(ledger, actor, Asking.GIVE_NIGHT_RECOVERY, request.person_id, door.now)
    require_fresh_factor(actor, door.now, door.rules)
    account = _account_in_use(door, request.person_id)
    _require_telephone(ledger, request)
    before = recoveries.find(request.recovery_id)
    if before is not None and before.given_by == actor.person_id:
        return GivenCode(expires_at=before.expires_at, code=None)
    given = rules.give_night_recovery(
        request,
        by=actor.person_id,
        roles=roles_today(ledger, request.person_id, door.now),
        never=NEVER_BY_WORD,
        now=door.now,
        rules=door.rules,
    )
    code = door.accounts.chance.code(RECOVERY_LENGTH)
    recovery = NightRecovery(
        recovery_id=request.recovery_id,
        person_id=request.person_id,
        given_by=actor.person_id,
        given_at=door.now,
        expires_at=given.expires_at,
    )
    kept = recoveries.keep(recovery, code, notes_of((given,), request.recovery_id, actor))
    door.accounts.failed.lift(account.login, door.now, ())
    say(ledger, door.accounts, door.now, request.person_id)
    return GivenCode(expires_at=given.expires_at, code=code if kept else None)


def sign_in_at_night(
    ledger: Ledger, door: Door, recoveries: NightRecoveries, login: str, code: str, source: Source
) -> SignedIn:
    """Open a session until the morning for whoever has the code, and end the person's others.

    It shows no second factor, so that nothing dangerous can be done in it. The session comes
    first: whoever dies before the code is used up leaves a session that nobody has the token of.

    Raises: SignInRefused; SignInLocked; Unavailable.
    """
    by = failing_by_code(plain_login(login), source.address)
    account, held = _held(door, recoveries, by, (plain_login(login), plain_code(code)))
    used = rules.use_night_recovery(
        held.person_id, held.recovery_id, now=door.now, rules=door.rules
    )
    narrowed = Narrowed(ends_at=used.ends_at)
    entered = enter(door, account, source, Stage.OPEN, narrowed=narrowed)

    def noted(others: int) -> Notes:
        ended = SessionsEnded(person_id=used.person_id, count=others)
        actor = Actor(person_id=used.person_id, device=source.device)
        facts = (used, ended) if others else (used,)
        return notes_of(facts, uuid5(used.recovery_id, "used"), actor)

    others = ending(SessionEnd.NIGHT_CODE_USED, door.now, door.rules)
    if not recoveries.use(held, entered.token, noted, others):
        sign_out(door, entered.token, SessionEnd.NOT_LET_IN)
        raise SignInRefused("night_code_wrong")
    # Whoever needs it at night waits for no log; what was noted is said later.
    with suppress(Unavailable, RecordDamaged, Unreadable):
        say(ledger, door.accounts, door.now, account.person_id)
    return entered


def _held(
    door: Door, recoveries: NightRecoveries, by: By, typed: tuple[str, str]
) -> tuple[Account, NightRecovery]:
    """Return whose login was typed, and the code that was given them. Raises: SignInRefused."""
    login, code = typed
    account = door.accounts.account_of(login)
    owner = None if account is None or not account.is_in_use else account.person_id

    def look() -> _Looked:
        held = recoveries.held(owner, code, door.now) if owner is not None else None
        return _Looked(passed=held is not None, person_id=owner, held=held)

    looked = try_once(door.accounts, by, door.now, door.rules, look)
    if account is None or looked.held is None:
        raise SignInRefused("night_code_wrong")
    return account, looked.held


def night_recoveries(
    ledger: Ledger, recoveries: NightRecoveries, actor: Actor, now: datetime
) -> Sequence[NightRecovery]:
    """Return what was given at night, what nobody has looked into first.

    Raises: NotPermitted; Unavailable.
    """
    standings = standings_of(ledger, actor, now)
    standings.require(Asking.REVIEW_NIGHT_RECOVERIES)
    return own_recoveries(ledger, recoveries, standings, now)


def own_recoveries(
    ledger: Ledger, recoveries: NightRecoveries, standings: Standings, now: datetime
) -> Sequence[NightRecovery]:
    """Return those of people for whom somebody answers, as many as a page holds.

    They are chosen before the page is cut off: else the newer ones of others would fill it.
    Raises: Unavailable.
    """
    own: list[NightRecovery] = []
    known: dict[PersonId, bool] = {}
    for each in recoveries.listed(LOOKED_THROUGH):
        whose = each.person_id
        if whose not in known:
            asking = Asking.REVIEW_NIGHT_RECOVERIES
            known[whose] = may_for_person(ledger, standings, asking, whose, now)
        own += [each] if known[whose] else []
        if len(own) == ledger.rules.page_size:
            break
    return own


def review_night_recovery(
    ledger: Ledger,
    door: Door,
    recoveries: NightRecoveries,
    actor: Actor,
    recovery_id: RecoveryId,
    finding: RecoveryFinding,
) -> None:
    """Keep what somebody found who had no part in it.

    Raises: NotPermitted; NotFound; RuleBroken; Unavailable.
    """
    asking, standings = Asking.REVIEW_NIGHT_RECOVERIES, standings_of(ledger, actor, door.now)
    standings.require(asking)
    recovery, now = recoveries.find(recovery_id), door.now
    if recovery is None or not may_for_person(ledger, standings, asking, recovery.person_id, now):
        raise NotFound("recovery_not_found")
    said = rules.review_night_recovery(
        recovery.person_id,
        recovery_id,
        finding,
        by=actor.person_id,
        given_by=recovery.given_by,
    )
    notes = notes_of((said,), door.accounts.chance.id(), actor)
    recoveries.review(recovery_id, finding, now, notes)
    say(ledger, door.accounts, door.now, recovery.person_id)


def _require_telephone(ledger: Ledger, request: GiveNightRecovery) -> None:
    """Raises: RuleBroken for a call to somebody under whose name no telephone is registered."""
    called_back = request.identified_by is IdentifiedBy.CALLED_BACK
    if called_back and staff_now(ledger, request.person_id).phone is None:
        raise RuleBroken("no_telephone_registered", field="identified_by")


def _account_in_use(door: Door, person_id: PersonId) -> Account:
    account = door.accounts.account(person_id)
    if account is None or not account.is_in_use:
        raise NotFound("account_not_found")
    return account
