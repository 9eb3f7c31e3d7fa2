"""Whose a registered child is while there is no file: nobody else can tell that it is there."""

from datetime import datetime

from application.authorisation.permission import standings_for_child
from application.authorisation.roles import roles_with
from application.ports import Actor, History, Ledger, Recorded
from application.rows import DutyRow
from application.states import children_stream
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotFound, RuleBroken
from domain.shared import ChildId, Erased, OrganisationId, PersonId
from domain.staff.facts import OrganisationKind

_REGISTERING = frozenset(roles_with(Asking.REGISTER_CHILD, Asking.IMPORT_ROSTER))
_NEAR = frozenset({OrganisationKind.TOWNSHIP, OrganisationKind.COUNTY_OFFICE})


def is_of_another(ledger: Ledger, actor: Actor, child_id: ChildId, now: datetime) -> bool:
    """Return whether an office that is neither above nor below registered a child without a file.

    A child with a file is its people's, by where it lives and learns; whom the operator registered
    is anybody's to go on with. Raises: Unreadable, Unavailable.
    """
    registered = _registered_without_file(ledger, child_id)
    if registered is None or registered.actor_id == actor.person_id:
        return False
    offices = _offices_of(ledger, registered)
    own = _places_of(ledger, actor.person_id, now)
    return bool(offices) and not _is_one_line(ledger, offices, own)


def require_not_of_another(
    ledger: Ledger, actor: Actor, child_id: ChildId, now: datetime, *, hidden: str
) -> None:
    """Let pass whose child it is, and tell who works in the same township or county whom to ask.

    Raises: RuleBroken, for all others `hidden`: as for a child they know nothing of, also where it
    has a file that is not theirs; Unreadable, Unavailable.
    """
    if ledger.access.chain_of_child(child_id) is not None:
        try:
            standings_for_child(ledger, actor, child_id, now)
        except NotFound:
            raise RuleBroken(hidden) from None
        return
    if is_of_another(ledger, actor, child_id, now):
        tell_whom_to_ask(ledger, actor, child_id, now)
        raise RuleBroken(hidden)


def tell_whom_to_ask(ledger: Ledger, actor: Actor, child_id: ChildId, now: datetime) -> None:
    """Refuse with the office that registered a child without a file, for who works near it.

    Raises: RuleBroken for them alone; Unreadable, Unavailable.
    """
    registered = _registered_without_file(ledger, child_id)
    if registered is None or registered.actor_id == actor.person_id:
        return
    own = _places_of(ledger, actor.person_id, now)
    office = _near(ledger, _offices_of(ledger, registered), own)
    if office is not None:
        row = ledger.directory.organisation(office)
        raise RuleBroken("child_registered_by_office", office=row.name if row else "")


def _registered_without_file(ledger: Ledger, child_id: ChildId) -> Recorded[object] | None:
    if ledger.access.chain_of_child(child_id) is not None:
        return None
    history: History | Erased = ledger.log.load([children_stream(child_id)])
    if isinstance(history, Erased) or not history.recorded:
        return None
    return history.recorded[0]


def _offices_of(ledger: Ledger, registered: Recorded[object]) -> frozenset[OrganisationId]:
    """Return where whoever registered it worked on that day; nowhere in the case of an operator."""
    recorded = registered.context.organisation
    if recorded is None:
        return frozenset()
    on_the_day = local_day(registered.recorded_at)
    duties = ledger.access.duties_of(PersonId(registered.actor_id))
    held = [each for each in duties if each.holds_on(on_the_day) and _registers(each)]
    return frozenset(each.organisation_id for each in held) or frozenset({recorded})


def _places_of(ledger: Ledger, person_id: PersonId, now: datetime) -> frozenset[OrganisationId]:
    today = local_day(now)
    held = [each for each in ledger.access.duties_of(person_id) if each.holds_on(today)]
    return frozenset(each.organisation_id for each in held if _registers(each))


def _registers(duty: DutyRow) -> bool:
    return duty.role in _REGISTERING


def _is_one_line(
    ledger: Ledger, offices: frozenset[OrganisationId], own: frozenset[OrganisationId]
) -> bool:
    """Return whether one of a person's places is above or below one of the offices, or is it."""
    chain_of = ledger.access.chain_of_organisation
    return bool(chain_of(*offices) & own or chain_of(*own) & offices)


def _near(
    ledger: Ledger, offices: frozenset[OrganisationId], own: frozenset[OrganisationId]
) -> OrganisationId | None:
    """Return the office that stands in a township or county in which the person works, too."""
    chain_of = ledger.access.chain_of_organisation
    above_own = chain_of(*own)
    for office in sorted(offices):
        shared = ledger.directory.organisations_among(chain_of(office) & above_own)
        if any(each.kind in _NEAR for each in shared.values()):
            return office
    return None
