"""The page of the notices to families, on which the next version is published."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.taking import take
from api.view_models.forms import Choice, Form
from api.view_models.privacy.consent import NoticesPage
from application.ports import Receipt
from application.privacy.consent import own_notices, publish_notice, publishers
from domain.codelists import Processing
from domain.consent.state import PublishNotice
from domain.days import local_day
from domain.shared import NoticeId, OrganisationId

router = APIRouter(include_in_schema=False)


@router.get(paths.NOTICES)
def notices(visitor: VisitorDep) -> Response:
    """Show every version, and the form of the next one."""
    today = local_day(visitor.call.now).isoformat()
    return visitor.page(_page(visitor, uuid4(), Form({"from_on": (today,)})))


@router.post(paths.NOTICES)
def publish(visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Publish the next version."""
    call = visitor.call
    notice_id = NoticeId(fields.maybe_id("notice_id") or uuid4())

    def save() -> Receipt:
        request = PublishNotice(
            organisation_id=OrganisationId(fields.id("organisation_id")),
            notice_id=notice_id,
            title=fields.needed("title"),
            text=fields.needed("notice_text"),
            processings=fields.several_of("processings", Processing),
            from_on=fields.day("from_on"),
        )
        fields.require_no_errors()
        return publish_notice(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: paths.NOTICES,
        again=lambda form: _page(visitor, notice_id, form),
    )


def _page(visitor: Visitor, notice_id: UUID, form: Form) -> NoticesPage:
    call = visitor.call
    found = own_notices(call.ledger, call.actor, call.now)
    places = publishers(call.ledger, call.actor, call.now)
    names = call.ledger.directory.organisations_among(places)
    return NoticesPage(
        notice_id=notice_id,
        form=form,
        notices=tuple(
            (names[each.organisation_id].name if each.organisation_id in names else "", each)
            for each in reversed(found)
        ),
        organisations=tuple(
            Choice(value=str(row.organisation_id), label=row.name) for row in names.values()
        ),
    )
