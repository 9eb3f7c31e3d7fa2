"""What the pages of consent share: who spoke, how and when, and who may have heard it."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from api import paths
from api.pages.choices import on_duty
from api.pages.frame import Visitor
from api.pages.typed_fields import Fields
from api.view_models.forms import Choice, typed
from application.ports import Receipt
from domain.codelists import ConsentMeans, SpokenBy
from domain.consent.facts import Said
from domain.days import LOCAL
from domain.shared import ChildId, PersonId
from domain.staff.apart import ADMINISTRATORS
from domain.staff.facts import Role

WITNESSES = frozenset(Role) - ADMINISTRATORS - {Role.INSPECTOR, Role.VOLUNTEER}
"""Who hears a family beside a colleague: staff, but nobody who is to know no child by name."""


def back_to(child_id: UUID) -> Callable[[Receipt], str]:
    """Return how one comes back to the page of a child's consent."""
    return lambda _receipt: paths.filled(paths.CONSENT, child_id=child_id)


def just_now(visitor: Visitor) -> dict[str, tuple[str, ...]]:
    """Return the fields of a moment that is now."""
    here: datetime = visitor.call.now.astimezone(LOCAL)
    return dict(typed(said_on=here.date().isoformat(), said_time=f"{here:%H:%M}"))


def said_in(fields: Fields) -> Said:
    """Return who spoke, how and when; what is missing is refused beside its field."""
    witness_id = fields.maybe_id("witness_id")
    return Said(
        spoken_by=fields.one_of("spoken_by", SpokenBy),
        means=fields.one_of("consent_means", ConsentMeans),
        said_at=fields.moment("said_on", "said_time", "said_at"),
        relation_code=fields.maybe("relation_code"),
        witness_id=PersonId(witness_id) if witness_id else None,
        authorised_on=fields.maybe_day("authorised_on"),
    )


def witnesses_for(visitor: Visitor, child_id: ChildId) -> tuple[Choice, ...]:
    """Return who may have heard a word by telephone: whoever is on duty where the child belongs."""
    call, me = visitor.call, visitor.call.actor.person_id
    chain = call.ledger.access.chain_of_child(child_id) or frozenset()
    found = call.ledger.directory.people_at(chain)
    return on_duty(call, (row for row in found if row.person_id != me), WITNESSES, chain)
