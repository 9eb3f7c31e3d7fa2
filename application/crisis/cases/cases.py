"""In what capacity somebody asks about one case, from the case itself and from who is on duty."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from application.authorisation.fresh_factor import has_fresh_factor
from application.authorisation.permission import Standings, with_grants
from application.crisis.cases.brought import opened_by_bringing
from application.crisis.cases.damaged_cases import brought_to_as_read
from application.crisis.cases.kept_out import kept_out_by
from application.crisis.cases.liaison_links import came_by_link, hospital_by_link, let_in_by
from application.ports import Actor, History, Ledger, Recorded, Unreadable
from application.rows import DutyRow
from application.states import alerts_of, alerts_stream, case_state, referrals_stream
from domain.access.standings import standings_at
from domain.access.table import Request, Standing
from domain.alerts.facts import ConcernAlerted
from domain.alerts.on_call import Post
from domain.alerts.reaching import reached_in
from domain.alerts.rules import MAY_ANSWER, answering_for, with_repeats
from domain.alerts.words_given import WordOfCase
from domain.days import local_day
from domain.errors import NotFound, Unavailable
from domain.referrals.facts import ConcernRaised
from domain.referrals.involvement import repeats_of
from domain.referrals.state import CaseState
from domain.shared import CaseId, ChildId, Erased, OrganisationId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """One case as loaded: all that is recorded of it and of whom it was brought to.

    `first` is the record of the worry itself; `chain` the child's places and all above them.
    """

    history: History
    state: CaseState
    concern: ConcernRaised
    first: Recorded[object]
    alerts: tuple[ConcernAlerted, ...]
    chain: frozenset[OrganisationId]

    @property
    def aware(self) -> frozenset[PersonId]:
        """Everybody who was told anything of the case, or told of it themselves."""
        told = {self.raised_by, *(e.person_id for a in self.alerts for e in a.addressees)}
        words = (e.fact for e in self.history.recorded if isinstance(e.fact, WordOfCase))
        told |= {each for word in words for each in word.told_ids}
        return frozenset(told | {e.raised_by for e in self.state.further.joined.values()})

    @property
    def raised_by(self) -> PersonId:
        """Whoever raised the worry, also where that was about another child first."""
        before = self.state.further.redirected
        return before.raised_by if before else self.first.actor_id

    @property
    def raised_at(self) -> datetime:
        """When the worry was learned (T0), also where that was about another child first."""
        before = self.state.further.redirected
        return before.raised_at if before else self.first.recorded_at

    @property
    def brought_to(self) -> frozenset[PersonId]:
        """Everybody who was told to answer for the case, or to whom it was passed on."""
        told = {
            each.person_id
            for alert in self.alerts
            for each in alert.addressees
            if each.role in MAY_ANSWER
        }
        return frozenset(told) | self.state.passed_to

    @property
    def reached(self) -> bool:
        """Return whether anybody who may answer for it was told so that they may hear of it."""
        told = (each.role for alert in self.alerts for each in reached_in(alert))
        return bool(self.state.passed_to) or not MAY_ANSWER.isdisjoint(told)


def open_case(ledger: Ledger, case_id: CaseId) -> OpenCase:
    """Return a case as it is recorded now. Raises: NotFound; Unreadable; Unavailable."""
    case = recorded_case(ledger, case_id)
    told = {each.place_id for each in case.alerts if each.place_id}
    return replace(case, chain=chain_of(ledger, {*places_of(case.concern), *told}))


def recorded_case(ledger: Ledger, case_id: CaseId) -> OpenCase:
    """Return a case from the log alone: its places are not told. Raises: NotFound; Unreadable."""
    history = ledger.log.load([referrals_stream(case_id), alerts_stream(case_id)])
    if isinstance(history, Erased):
        raise NotFound("erased")
    state, alerts = case_state(history, case_id), alerts_of(history, case_id)
    if state.raised is None or state.further.misdirected:
        raise NotFound("case_not_found")
    first = next(each for each in history.recorded if each.fact == state.raised)
    return OpenCase(
        history=history,
        state=state,
        concern=state.raised,
        first=first,
        alerts=alerts,
        chain=frozenset(),
    )


def places_of(concern: ConcernRaised) -> frozenset[OrganisationId]:
    """Return class, school and village of a worry, as far as known."""
    places = (concern.class_id, concern.school_id, concern.village_id)
    return frozenset(each for each in places if each is not None)


def chain_of(ledger: Ledger, places: Iterable[OrganisationId]) -> frozenset[OrganisationId]:
    """Return the places and all above them, those that are not known too. Raises: Unavailable."""
    here = frozenset(places)
    return here | ledger.access.chain_of_organisation(*here)


def standings_for_case(
    ledger: Ledger, actor: Actor, case_id: CaseId, now: datetime
) -> tuple[Standings, OpenCase]:
    """Return in what capacities a person asks about a case today, and the case.

    To whoever may be involved nothing is open but what they raised themselves; whoever may see
    nothing of it is told that there is no such case.

    Raises: NotFound, Unavailable, Unreadable.
    """
    case = open_case(ledger, case_id)
    duties = () if came_by_link(actor) else ledger.access.duties_of(actor.person_id)
    here = _held_in(duties, case.chain, now)
    held = _by_duty(ledger, actor, case, duties, now)
    opened = opened_by_bringing(ledger, case.history.recorded, case.state, here, now)
    if opened is not None:
        held |= {Standing.NEXT_IN_LINE}
    if case.raised_by == actor.person_id:
        held |= {Standing.RAISED_THE_CONCERN}
    standings = Standings(
        actor=actor,
        held=held,
        duties=duties,
        is_recused=actor.person_id in _kept_out(ledger, case, here, now)
        or _is_kept_out_where_it_belongs(ledger, actor, case, now)
        or (came_by_link(actor) and is_let_in_by_kept_out(ledger, case, actor.person_id, now)),
        factor_is_fresh=has_fresh_factor(actor, now, ledger.rules),
        by_link_for=hospital_by_link(actor, case.state, now),
        brought_on=opened.on if opened else None,
    )
    if not standings.allow(Request.READ_CASE) and not standings.is_recused:
        standings = _by_grant(ledger, standings, ChildId(case.concern.child_id), now)
    if not any(standings.allow(each) for each in (Request.READ_CASE, Request.READ_OWN_CONCERN)):
        raise NotFound("case_not_found")
    return standings, case


def _by_grant(ledger: Ledger, standings: Standings, child_id: ChildId, now: datetime) -> Standings:
    """Return the standings with grants for the child; whoever raised the worry waits for none.

    Raises: Unavailable.
    """
    try:
        found = ledger.access.relations(standings.actor.person_id, child_id)
        return with_grants(ledger, standings, child_id, found, now)
    except Unavailable:
        if standings.allow(Request.READ_OWN_CONCERN):
            return standings
        raise


def may_answer(ledger: Ledger, case: OpenCase, now: datetime) -> tuple[DutyRow, ...]:
    """Return the posts whose holders may take the case, none of anybody who may be involved."""
    posts = ledger.access.posts_at(case.chain, local_day(now))
    out = _kept_out(ledger, case, posts, now)
    roles = answering_for(case.concern)
    return tuple(each for each in posts if each.role in roles and each.person_id not in out)


def is_let_in_by_kept_out(
    ledger: Ledger, case: OpenCase, liaison_id: PersonId, now: datetime
) -> bool:
    """Return whether whoever let a liaison in by a link is kept out by now: then so is that one."""
    giver = let_in_by(case.state, liaison_id)
    return giver is not None and giver in all_kept_out(ledger, case, now)


def all_kept_out(ledger: Ledger, case: OpenCase, now: datetime) -> frozenset[PersonId]:
    """Return everybody who is kept out of the case. Raises: Unavailable."""
    return _kept_out(ledger, case, ledger.access.posts_at(case.chain, local_day(now)), now)


def _kept_out(
    ledger: Ledger, case: OpenCase, posts: Iterable[Post], now: datetime
) -> frozenset[PersonId]:
    """Return who is kept out today, and who ever was: nobody comes in by changing posts."""
    concern = with_repeats(case.concern, repeats_of(case.state))
    before = case.state.further.kept_out_ids | {e for a in case.alerts for e in a.kept_out_ids}
    return kept_out_by(ledger, concern, posts, case.chain, now) | before


def _is_kept_out_where_it_belongs(
    ledger: Ledger, actor: Actor, case: OpenCase, now: datetime
) -> bool:
    """Return whether somebody is kept out of the case that a report was joined to.

    Where that case cannot be read the report stays open to those to whom it was brought.
    """
    joined_to = case.state.further.joined_to
    return joined_to is not None and is_kept_out(ledger, actor, joined_to, now)


def is_kept_out(ledger: Ledger, actor: Actor, case_id: CaseId, now: datetime) -> bool:
    """Return whether somebody is kept out of a case: of one that is damaged all but a few may be.

    Raises: Unavailable.
    """
    try:
        case = open_case(ledger, case_id)
    except NotFound:
        return False
    except Unreadable:
        return actor.person_id not in brought_to_as_read(ledger, case_id)
    return actor.person_id in all_kept_out(ledger, case, now)


def _by_duty(
    ledger: Ledger, actor: Actor, case: OpenCase, duties: tuple[DutyRow, ...], now: datetime
) -> frozenset[Standing]:
    issued, liaison = case.state.issued, frozenset({Standing.HOSPITAL_LIAISON})

    def held_in(chain: frozenset[OrganisationId]) -> frozenset[Standing]:
        on = local_day(now)
        return standings_at(actor.person_id, duties, (), chain=chain, on=on, rules=ledger.rules)

    # A hospital comes in by the referral alone, also where a worry came from it or names it.
    referred = held_in(frozenset({issued.hospital_id})) & liaison if issued else frozenset()
    by_link = hospital_by_link(actor, case.state, now) is not None
    return (held_in(case.chain) - liaison) | referred | (liaison if by_link else frozenset())


def _held_in(
    duties: Iterable[DutyRow], chain: frozenset[OrganisationId], now: datetime
) -> list[DutyRow]:
    today = local_day(now)
    return [each for each in duties if each.organisation_id in chain and each.holds_on(today)]
