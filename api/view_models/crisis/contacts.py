"""The page of whom of a hospital links are sent to."""

from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from api.view_models.forms import Form
from application.crisis.delivery.channel_rows import ChannelHealth, OwnTest
from domain.alerts.outside import Channel
from domain.contacts.facts import ContactHours
from domain.shared import ContactId, OrganisationId


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """Somebody of the hospital; `may_confirm` is of a proposal that waits for a second person.

    `tests` are the last that were sent to them; `is_old` a proposal that waited too long.
    """

    contact_id: ContactId
    name: str
    function: str
    mail: str = field(repr=False)
    mobile: str = field(repr=False)
    hours: ContactHours
    proposed_by: str
    tests: tuple[OwnTest, ...] = ()
    test_id: UUID | None = None
    is_old: bool = False
    may_confirm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WayLine:
    """How links or codes fare: None where that channel is not set up."""

    channel: Channel
    health: ChannelHealth | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsPage:
    """Fields: contact_name, contact_function, contact_mail, contact_mobile, contact_hours.

    Hidden: contact_id. `form` of a proposal; `may_propose` also takes away and tries.
    """

    template: ClassVar[str] = "hospital_contacts.html"
    organisation_id: OrganisationId
    hospital: str
    contact_id: UUID
    form: Form
    ways: tuple[WayLine, ...]
    open: tuple[ContactLine, ...] = ()
    waiting: tuple[ContactLine, ...] = ()
    may_propose: bool = False
