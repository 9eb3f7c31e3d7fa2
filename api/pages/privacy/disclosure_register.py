"""The page of what was handed to others of all children, recipient by recipient, and its file."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import Visitor, VisitorDep
from api.pages.people_names import person, place
from api.pages.privacy.disclosures import SkipDep, line_of
from api.pages.survey.rosters import WORKBOOK
from api.view_models.forms import Choice, FieldError, Form, typed
from api.view_models.numbers import child_number
from api.view_models.privacy.disclosure_register import ChildLine, DisclosureRegisterPage
from api.wording.words import word
from application.authorisation.permission import standings_of
from application.privacy.disclosure_register import (
    AskedRegister,
    Register,
    exported_register,
    handed_out,
    recipients_of,
)
from application.privacy.disclosures import Disclosure
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import Invalid

router = APIRouter(include_in_schema=False)

Workbook = Callable[[Iterable[Sequence[str]]], bytes]
DAYS = ("since_on", "until_on")
WRONG = 422
# The same for every file: its name tells of nobody.
FILED_AS = (
    'attachment; filename="disclosures.xlsx"; '
    "filename*=UTF-8''%E5%AF%B9%E5%A4%96%E6%8F%90%E4%BE%9B%E7%99%BB%E8%AE%B0.xlsx"
)
HEADER = (
    *("给了谁", "孩子编号", "孩子姓名", "哪天给的", "给了什么", "凭什么", "同意的用途"),
    *("合同或文书", "谁登记的", "哪天告知家里", "告知了谁", "保存到"),
)


@router.get(paths.DISCLOSURE_REGISTER)
def register(visitor: VisitorDep, skip: SkipDep = 0) -> Response:
    """Show who was handed something on some days, or what one of them was handed."""
    call = visitor.call
    asked, form = _asked(visitor)
    try:
        found = recipients_of(call.ledger, replace(asked, recipient=None))
    except Invalid as refusal:
        wrong = Form(form.entries, (*form.errors, FieldError.of(refusal)))
        return visitor.page(DisclosureRegisterPage(form=wrong, kept={}), status=WRONG)
    page = DisclosureRegisterPage(
        form=form,
        kept={name: getattr(asked, name).isoformat() for name in DAYS},
        recipients=found.recipients,
        choices=tuple(
            Choice(value=str(each.recipient), label=each.name) for each in found.recipients
        ),
        may_export=standings_of(call.ledger, call.actor, call.now).allow(Asking.EXPORT_DISCLOSURES),
        is_cut=found.is_cut,
        unreadable=found.unreadable,
    )
    if asked.recipient is not None:
        page = _of_one(visitor, page, asked, skip)
    return visitor.page(page, status=WRONG if form.errors else 200)


@router.get(paths.DISCLOSURES_FILE)
def file(visitor: VisitorDep) -> Response:
    """Give the register of some days, or of one recipient, as a spreadsheet."""
    asked, form = _asked(visitor)
    for error in form.errors:
        raise Invalid(error.code, error.field)
    found = exported_register(visitor.call.ledger, asked)
    lines = [_cells(found, each) for each in found.lines]
    workbook: Workbook = visitor.request.app.state.workbook
    return Response(
        workbook([HEADER, *lines]),
        media_type=WORKBOOK,
        headers={"Content-Disposition": FILED_AS},
    )


def _asked(visitor: Visitor) -> tuple[AskedRegister, Form]:
    """Return what is asked for, from the first of January where no day is told, and the form."""
    call, told = visitor.call, visitor.request.query_params
    today = local_day(call.now)
    days, errors = {"since_on": today.replace(month=1, day=1), "until_on": today}, []
    for name in DAYS:
        try:
            days[name] = date.fromisoformat(told.get(name) or days[name].isoformat())
        except ValueError:
            errors.append(FieldError(field=name, code="not_a_day"))
    recipient = _id(told.get("recipient", ""))
    entries = typed(
        since_on=told.get("since_on") or days["since_on"].isoformat(),
        until_on=told.get("until_on") or days["until_on"].isoformat(),
        recipient=str(recipient or ""),
    )
    asked = AskedRegister(
        actor=call.actor, now=call.now, read_id=visitor.read_id, recipient=recipient, **days
    )
    return asked, Form(entries, tuple(errors))


def _id(told: str) -> UUID | None:
    try:
        return UUID(told) if told else None
    except ValueError:
        return None


def _of_one(
    visitor: Visitor, page: DisclosureRegisterPage, asked: AskedRegister, skip: int
) -> DisclosureRegisterPage:
    call = visitor.call
    found = handed_out(call.ledger, asked, skip=skip)
    return replace(
        page,
        kept={**page.kept, "recipient": str(asked.recipient)},
        chosen=found.recipient,
        lines=tuple(
            ChildLine(
                line=line_of(visitor, found.names, each),
                child_id=each.disclosed.child_id,
                name=found.children.get(each.disclosed.child_id, ""),
            )
            for each in found.lines
        ),
        skip=skip,
        next_skip=found.next_skip,
    )


def _cells(found: Register, each: Disclosure) -> tuple[str, ...]:
    said, told = each.disclosed, each.told
    registered = place(found.names, said.recipient_id)
    return (
        registered or said.recipient,
        child_number(said.child_id),
        found.children.get(said.child_id, ""),
        said.disclosed_on.isoformat(),
        "、".join(map(word, said.kinds)),
        word(said.basis),
        word(said.processing) if said.processing else "",
        said.reference,
        person(found.names, each.recorded_by),
        told.told_on.isoformat() if told else "",
        word(told.spoken_by) if told else "",
        said.keep_until_on.isoformat(),
    )
