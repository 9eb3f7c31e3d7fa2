"""The pages that tell who looked: at a child, on a day, and what one person looked at."""

from datetime import date
from enum import StrEnum
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api import paths
from api.pages.frame import Visitor, VisitorDep
from api.pages.people_names import head, person
from api.pages.reads.reading_lines import looker_lines, reading_lines
from api.view_models.forms import FieldError, Form, typed
from api.view_models.readings import ReaderLine, ReaderPage, ReadersPage, WhoLookedPage
from application.authorisation.permission import standings_of
from application.reads.reading_rows import ReadingFilter
from application.reads.watching_reads import AskedReader, read_by, readers_of_day
from application.reads.who_looked import who_looked
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.reads.facts import Reading
from domain.shared import PersonId, Purpose

router = APIRouter(include_in_schema=False)

FIELDS = ("from_on", "to_on", "what", "purpose", "at_night")
DAYS = FIELDS[:2]
WRONG = 422
FURTHEST = 2**53 - 1
Before = Annotated[int | None, Query(ge=0, le=FURTHEST)]
Skip = Annotated[int, Query(ge=0, le=FURTHEST)]
C = TypeVar("C", bound=StrEnum)


@router.get(paths.WHO_LOOKED)
def looked(child_id: UUID, visitor: VisitorDep, before: Before = None) -> Response:
    """Show who looked at a child; that this was asked is on record, too."""
    call = visitor.call
    found = who_looked(call.ledger, visitor.asked(child_id), before=before)
    today = local_day(call.now)
    return visitor.page(
        WhoLookedPage(
            child_id=found.child_id,
            child=head(found.head, today, call.ledger.rules) if found.head else None,
            is_whole=found.is_whole,
            lines=reading_lines(
                found.rows, found.names, grants=dict.fromkeys(found.may_open, found.child_id)
            ),
            lookers=looker_lines(found.lookers, found.names),
            more_lookers=found.more_lookers,
            next_before=found.next_before,
            is_first_page=before is None,
            may_ask=standings_of(call.ledger, call.actor, call.now).allow(Asking.ASK_ACCESS),
        )
    )


@router.get(paths.READINGS)
def readers(visitor: VisitorDep, on: str = "", skip: Skip = 0) -> Response:
    """Show who read on a day, who read most first."""
    call, today = visitor.call, local_day(visitor.call.now)
    found = readers_of_day(call.ledger, call.actor, call.now, on=_day(on) or today, skip=skip)
    return visitor.page(
        ReadersPage(
            on=found.on,
            today=today,
            lines=tuple(
                ReaderLine(
                    person_id=row.reader_id,
                    name=person(found.names, row.reader_id),
                    reads=row.reads,
                    children=row.children,
                    at_night=row.at_night,
                )
                for row in found.rows
            ),
            skip=skip,
            next_skip=skip + len(found.rows) if found.has_more else None,
        )
    )


@router.get(paths.READER)
def reader(person_id: UUID, visitor: VisitorDep, before: Before = None) -> Response:
    """Show what one person read, narrowed as asked for."""
    told = visitor.request.query_params
    # One day is asked for by whoever comes from a list of that day.
    one_day = told.get("on", "")
    asked = {name: told.get(name, one_day if name in DAYS else "") for name in FIELDS}
    days = {name: _day(asked[name]) for name in DAYS}
    chosen = ReadingFilter(
        from_on=days["from_on"],
        to_on=days["to_on"],
        what=_code(Reading, asked["what"]),
        purpose=_code(Purpose, asked["purpose"]),
        at_night=asked["at_night"] == "yes",
    )
    wrong = tuple(
        FieldError(field=name, code="not_a_day")
        for name, day in days.items()
        if asked[name] and day is None
    )
    page = _reader(visitor, PersonId(person_id), chosen, Form(typed(**asked), wrong), before)
    return visitor.page(page, status=WRONG if wrong else 200)


def _reader(
    visitor: Visitor, reader_id: PersonId, chosen: ReadingFilter, form: Form, before: int | None
) -> ReaderPage:
    call = visitor.call
    asked = AskedReader(
        actor=call.actor,
        reader_id=reader_id,
        now=call.now,
        read_id=visitor.read_id,
        chosen=chosen,
        before=before,
    )
    found = read_by(call.ledger, asked)
    kept = {name: form.one(name) for name in form.entries if form.one(name)}
    more = found.next_before
    return ReaderPage(
        person_id=reader_id,
        name=person(found.names, reader_id),
        chosen=chosen,
        form=form,
        today=local_day(call.now),
        lines=reading_lines(found.rows, found.names, found.children),
        next_query=None if more is None else {**kept, "before": str(more)},
        is_first_page=before is None,
    )


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        return None


def _code(codes: type[C], told: str) -> C | None:
    return codes(told) if told in codes._value2member_map_ else None
