"""Which name at the provider stands for a person, as whoever manages accounts sees it."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.deps import OutsideDep
from api.pages.frame import FieldsDep, Visitor, VisitorDep, see_other
from api.pages.taking import take
from api.view_models.authentication.outside import ProviderLinkPage
from api.view_models.forms import Form
from application.authentication import links as asking
from application.authentication.outside_doors import OutsideDoors
from application.authentication.stepping_up import require_fresh_factor
from application.authorisation.answering_for import may_for_person
from application.authorisation.permission import standings_of
from domain.access.table import Request as Asking
from domain.accounts.outside_facts import ExternalIdentityLinked
from domain.errors import NotFound
from domain.shared import LinkId, PersonId

router = APIRouter(include_in_schema=False)


@router.get(paths.PROVIDER_LINK)
def link_page(person_id: UUID, visitor: VisitorDep, doors: OutsideDep) -> Response:
    """Show which name stands for the person, or ask for it."""
    page = _page(visitor, doors, PersonId(person_id), Form())
    require_fresh_factor(visitor.call.actor, visitor.call.now, visitor.call.ledger.rules)
    return visitor.page(page)


@router.post(paths.PROVIDER_LINK)
def link(person_id: UUID, visitor: VisitorDep, doors: OutsideDep, fields: FieldsDep) -> Response:
    """Let a name at the provider stand for the person, or no longer."""
    call, whose = visitor.call, PersonId(person_id)
    if doors.provider is None:
        raise NotFound("no_such_address")
    here = paths.filled(paths.PROVIDER_LINK, person_id=person_id)
    if fields.yes("unlink"):
        link_id = LinkId(fields.id("link_id"))
        accounts = visitor.request.app.state.accounts
        asking.unlink_identity(call.ledger, accounts, call.actor, whose, link_id, call.now)
        return see_other(here)

    def save() -> None:
        subject = asking.plain_subject(fields.text("subject"))
        value = asking.subject_of(doors.issuer, subject)
        said = ExternalIdentityLinked(
            person_id=whose,
            link_id=LinkId(fields.id("link_id")),
            issuer=doors.issuer,
            subject_digest=doors.digest(asking.KIND, value).hex(),
        )
        asking.link_identity(call.ledger, call.actor, said, subject, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _done: here,
        again=lambda form: _page(visitor, doors, whose, form),
    )


def _page(visitor: Visitor, doors: OutsideDoors, whose: PersonId, form: Form) -> ProviderLinkPage:
    if doors.provider is None:
        raise NotFound("no_such_address")
    call = visitor.call
    may = standings_of(call.ledger, call.actor, call.now)
    found = asking.links_of(call.ledger, call.actor, whose, call.now)
    return ProviderLinkPage(
        person_id=whose,
        link_id=uuid4(),
        name=call.ledger.directory.names((whose,)).get(whose, ""),
        issuer=doors.issuer,
        linked=next((each.link_id for each in found if each.issuer == doors.issuer), None),
        form=form,
        may_link=may_for_person(call.ledger, may, Asking.MANAGE_ACCOUNTS, whose, call.now),
    )
