"""Break-glass: opening one child's record in an emergency, closing it, and reviewing that."""

import logging
from datetime import datetime
from uuid import uuid5

from application.authorisation.grants import grants_of
from application.authorisation.permission import Standings, permit, standings_of
from application.authorisation.recusal import recused_among
from application.ports import Actor, Context, History, Ledger, Receipt, Unreadable
from application.reads.emergencies import settle_with_review
from application.recording import Decision, Request, record
from application.rows import DutyRow
from application.states import grants_state, grants_stream
from domain.access.standings import standings_at
from domain.access.table import Request as Asking
from domain.access.table import Standing
from domain.days import local_day
from domain.errors import DomainError, NotFound, RuleBroken
from domain.grants import glass
from domain.grants.facts import GrantsEvent
from domain.grants.state import (
    NO_GRANTS,
    BreakGlass,
    CloseGlass,
    GrantsState,
    ReviewGlassBreak,
)
from domain.grants.telling import Told, is_told, told_of
from domain.shared import ChildId, Erased, GrantId, Known, OrganisationId, PersonId

logger = logging.getLogger(__name__)


def break_glass(ledger: Ledger, actor: Actor, request: BreakGlass, now: datetime) -> Receipt:
    """Record that a child's record is opened in an emergency, with whoever is told of it.

    The words and the person's own accesses are looked at first, so that no refusal but one, which
    is the same for all, rests on the child.

    Raises: NotPermitted; StepUpNeeded without a second factor shown a moment ago; RuleBroken with
    one and the same code where there is no file and where the person may be involved in a case.
    """
    context = permit(ledger, actor, Asking.BREAK_GLASS, now)
    breaking = glass.Breaking(by=actor.person_id, at=now, told=Told())
    if _broken_before(ledger, breaking, request) is None:
        breaking = _breaking(ledger, actor, request.child_id, now)

    def decide(history: History) -> Decision:
        return glass.break_glass(
            grants_state(history, request.child_id),
            grants_state(history, actor.person_id),
            request,
            breaking,
            rules=ledger.rules,
        )

    return record(
        ledger,
        Request(request_id=request.grant_id, actor=actor, now=now, context=context),
        [grants_stream(actor.person_id), grants_stream(request.child_id)],
        decide,
    )


def close_glass(ledger: Ledger, actor: Actor, request: CloseGlass, now: datetime) -> Receipt:
    """Record that whoever broke the glass has read enough; it needs no permission to stop.

    Raises: NotFound for what is not one's own.
    """
    return record(
        ledger,
        Request(
            request_id=uuid5(request.grant_id, "closed"),
            actor=actor,
            now=now,
            context=Context(device=actor.device),
        ),
        [grants_stream(request.child_id)],
        lambda history: glass.close_glass(
            grants_state(history, request.child_id), request, by=actor.person_id, at=now
        ),
    )


def review_glass_break(
    ledger: Ledger, actor: Actor, request: ReviewGlassBreak, now: datetime
) -> Receipt:
    """Record what a review found, and settle with it what was asked about these readings.

    Raises: NotFound for whoever does not review it.
    """
    state = grants_of(ledger, request.child_id)
    standings = reviewing(ledger, actor, state, request.grant_id, now)
    context = standings.require(Asking.REVIEW_GLASS_BREAK)
    kept_out = recused_among(ledger, request.child_id, [actor.person_id], now)
    receipt = record(
        ledger,
        Request(
            request_id=uuid5(request.grant_id, f"review by {actor.person_id}"),
            actor=actor,
            now=now,
            context=context,
        ),
        [grants_stream(request.child_id)],
        lambda history: glass.review_glass_break(
            grants_state(history, request.child_id),
            request,
            by=actor.person_id,
            at=now,
            kept_out=kept_out,
        ),
    )
    # What was asked about the readings is an account of its own: the review stands without it.
    try:
        settle_with_review(ledger, actor, state.broken[request.grant_id], context, now)
    except (DomainError, Unreadable) as error:
        logger.warning("a question about an emergency stays open: %s", type(error).__name__)
    return receipt


def reviewing(
    ledger: Ledger, actor: Actor, state: GrantsState, grant_id: GrantId, now: datetime
) -> Standings:
    """Return by what a person reviews a break-glass access: told of it, or a privacy officer.

    Raises: NotFound where there is none, or it is not theirs to review.
    """
    broken = state.broken.get(grant_id)
    if broken is None:
        raise NotFound("grant_not_found")
    standings = standings_of(ledger, actor, now)
    told = actor.person_id in state.told_of_glass(grant_id)
    if not told:
        chain = ledger.access.chain_of_child(broken.child_id) or frozenset()
        here = standings_at(
            actor.person_id,
            standings.duties,
            (),
            chain=chain,
            on=local_day(now),
            rules=ledger.rules,
        )
        told = Standing.PRIVACY_OFFICER in here
    if not told or not standings.allow(Asking.REVIEW_GLASS_BREAK):
        raise NotFound("grant_not_found")
    return standings


def posts_around(
    ledger: Ledger, person_id: PersonId, chain: frozenset[OrganisationId], now: datetime
) -> tuple[tuple[DutyRow, ...], tuple[DutyRow, ...]]:
    """Return the posts at a person's own places and above, and these with those of a chain."""
    today = local_day(now)
    duties = [each for each in ledger.access.duties_of(person_id) if each.holds_on(today)]
    own = ledger.access.chain_of_organisation(*(each.organisation_id for each in duties))
    return ledger.access.posts_at(own, today), ledger.access.posts_at(own | chain, today)


def _has_the_file(ledger: Ledger, actor: Actor, child_id: ChildId, now: datetime) -> bool:
    """Return whether a duty or pairing opens the care file to the person anyway."""
    found = ledger.access.relations(actor.person_id, child_id)
    held = standings_at(
        actor.person_id,
        found.duties,
        found.pairings,
        chain=found.chain or frozenset(),
        on=local_day(now),
        rules=ledger.rules,
    )
    return Standings(actor=actor, held=held, duties=found.duties).allow(Asking.READ_CARE_FILE)


def _broken_before(
    ledger: Ledger, breaking: glass.Breaking, request: BreakGlass
) -> Known[GrantsEvent] | None:
    """Return what the same request became before. Raises: as the rule."""
    return glass.broken_before(
        _grants_of(ledger, request.child_id),
        _grants_of(ledger, breaking.by),
        request,
        by=breaking.by,
        at=breaking.at,
        rules=ledger.rules,
    )


def _grants_of(ledger: Ledger, id_: ChildId | PersonId) -> GrantsState:
    """Return what is recorded of a child or a person; nothing of whoever was erased."""
    history = ledger.log.load([grants_stream(id_)])
    return NO_GRANTS if isinstance(history, Erased) else grants_state(history, id_)


def _breaking(ledger: Ledger, actor: Actor, child_id: ChildId, now: datetime) -> glass.Breaking:
    """Return who breaks the glass and who is told. Raises: RuleBroken for whoever may be involved,
    has the file anyway, or where there is none; Unavailable while that cannot be told.
    """
    chain = ledger.access.chain_of_child(child_id)
    if chain is None:
        raise RuleBroken("glass_not_possible")
    if _has_the_file(ledger, actor, child_id, now):
        # Before anybody is looked for in a case: whoever may be involved is told the same.
        raise RuleBroken("glass_not_needed")
    told, kept_out = who_is_told(ledger, actor.person_id, child_id, chain, now)
    if actor.person_id in kept_out:
        raise RuleBroken("glass_not_possible")
    return glass.Breaking(by=actor.person_id, at=now, told=told)


def who_is_told(
    ledger: Ledger,
    user_id: PersonId,
    child_id: ChildId,
    chain: frozenset[OrganisationId],
    now: datetime,
) -> tuple[Told, frozenset[PersonId]]:
    """Return who is told that a person breaks the glass, and who of all may be involved.

    Whoever cannot sign in hears of nothing: the next above is told.

    Raises: Unavailable while that cannot be told; RecordDamaged.
    """
    above, around = posts_around(ledger, user_id, chain, now)
    people = {each.person_id for each in (*above, *around) if is_told(each.role)}
    kept_out = recused_among(ledger, child_id, people | {user_id}, now)
    apart = kept_out | (people - ledger.reachable(people))
    return told_of(above, around, user=user_id, kept_out=apart), kept_out
