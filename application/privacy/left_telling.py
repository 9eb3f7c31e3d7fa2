"""Who tells a family that a breach leaves to others: by what they may for the child itself."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from application.authorisation.permission import (
    Standings,
    standings_at_one_of,
    standings_of,
)
from application.authorisation.places import places_by_duty
from application.authorisation.shown_by import Access
from application.crisis.cases.cases import OpenCase, open_case
from application.ports import Actor, Ledger
from application.privacy.breach_families import OWED_TO_FAMILIES
from application.privacy.breaches import state_of
from application.privacy.due_rows import Teller
from application.reads.discretion import may_be_involved
from domain.access.table import Request as Asking
from domain.breaches.facts import ToldBy
from domain.breaches.state import BreachState
from domain.days import local_day
from domain.errors import NotFound
from domain.referrals.family.guardians import family_may_be_meant
from domain.shared import BreachId, ChildId, OrganisationId

TELLING: Mapping[ToldBy, Asking] = MappingProxyType(
    {ToldBy.HEALTH: Asking.TELL_BREACH_FAMILY, ToldBy.OTHER_OFFICE: Asking.HANDLE_BREACH}
)
LEAVING: Mapping[ToldBy, Asking] = MappingProxyType(
    {ToldBy.HEALTH: Asking.LEAVE_FAMILY_UNTOLD, ToldBy.OTHER_OFFICE: Asking.HANDLE_BREACH}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """As whom somebody tells a family, and the breach; `cases` are the child's, of a case alone."""

    told_by: ToldBy
    standings: Standings
    state: BreachState
    cases: tuple[OpenCase, ...] = ()

    @property
    def may_mean_family(self) -> bool:
        """Whether a case says that guardian or carer may be the danger."""
        return any(family_may_be_meant(each.state) for each in self.cases)

    @property
    def may_leave_untold(self) -> bool:
        """Whether they may decide that nobody is told."""
        return self.standings.allow(LEAVING[self.told_by])


def require_teller(ledger: Ledger, actor: Actor, now: datetime) -> Standings:
    """Return the standings of whoever may be left families at all.

    Raises: NotPermitted, Unavailable.
    """
    standings = standings_of(ledger, actor, now)
    asked = (each for each in TELLING.values() if standings.allow(each))
    standings.require(next(asked, Asking.TELL_BREACH_FAMILY))
    return standings


def tells_any(standings: Standings) -> bool:
    """Return whether families may be left to a person anywhere."""
    return any(standings.allow(each) for each in TELLING.values())


def teller_of(standings: Standings, now: datetime) -> Teller:
    """Return at which places families are left to a person today."""
    return Teller(
        person_id=standings.actor.person_id,
        on=local_day(now),
        health_at=places_by_duty(standings, TELLING[ToldBy.HEALTH], now),
        offices_at=places_by_duty(standings, TELLING[ToldBy.OTHER_OFFICE], now),
    )


def require_telling(
    ledger: Ledger,
    actor: Actor,
    office: OrganisationId,
    breach_id: BreachId,
    child_id: ChildId,
    now: datetime,
) -> Telling:
    """Return as whom somebody tells the family of a child whom a breach concerns.

    Raises: NotPermitted for whoever tells nobody; NotFound, one like the other, for no such breach
    or child, for one of others, and for whoever may be involved in a case; Unavailable.
    """
    standings = require_teller(ledger, actor, now)
    state = state_of(ledger, office, breach_id)
    for told_by, asking in TELLING.items():
        if child_id not in state.left_to(told_by) or not standings.allow(asking):
            continue
        here = _FOR[told_by](ledger, standings, state, child_id, now)
        if here.standings.allow(asking):
            return here
    raise NotFound("family_not_left")


def access_to_tell(standings: Standings, told_by: ToldBy) -> Access:
    """Return by what and for what whom they tell is shown. Raises: NotPermitted."""
    if told_by is ToldBy.HEALTH:
        return standings.require_reading(TELLING[told_by])
    return Access(context=standings.require(TELLING[told_by]), purpose=OWED_TO_FAMILIES)


def _of_a_case(
    ledger: Ledger, standings: Standings, state: BreachState, child_id: ChildId, now: datetime
) -> Telling:
    recused = may_be_involved(ledger, standings.actor, child_id, now)
    # A case that cannot be read may name them: none is opened then.
    known = () if recused else ledger.grants.cases_of(child_id)
    cases = tuple(open_case(ledger, each) for each in known)
    chain = ledger.access.chain_of_child(child_id) or frozenset()
    # A pupil may have a case and no care file: where they belong the case tells then.
    places = chain.union(*(each.chain for each in cases))
    here = replace(standings_at_one_of(ledger, standings, places, now), is_recused=recused)
    return Telling(told_by=ToldBy.HEALTH, standings=here, state=state, cases=cases)


def _of_other_office(
    ledger: Ledger, standings: Standings, state: BreachState, child_id: ChildId, now: datetime
) -> Telling:
    bureaus = [each.organisation_id for each in ledger.directory.bureaus()]
    places = ledger.access.chain_of_child(child_id) or bureaus
    here = standings_at_one_of(ledger, standings, places, now)
    return Telling(told_by=ToldBy.OTHER_OFFICE, standings=here, state=state)


_FOR = MappingProxyType({ToldBy.HEALTH: _of_a_case, ToldBy.OTHER_OFFICE: _of_other_office})
