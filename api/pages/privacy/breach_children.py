"""The page on which the children whom a breach concerns are found from the readings, and listed."""

from datetime import timedelta
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.pages.choices import people_with_posts
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.privacy.breach_lines import line_of, shown
from api.pages.privacy.breach_steps import back_to
from api.pages.taking import take
from api.pages.typed_fields import Fields, NotReadable
from api.view_models.forms import Choice, Form, typed
from api.view_models.numbers import SHORT_NUMBER
from api.view_models.privacy.breaches import AffectedPage, BreachLine
from application.authorisation.permission import standings_of
from application.ports import Receipt
from application.privacy.affected import (
    Affected,
    AskedAffected,
    affected_by_readings,
    children_told,
    list_found,
    readers_between,
)
from application.privacy.breach_steps import list_affected
from application.reads.reading_rows import ShownTo
from application.rows import ChildNumbered, DutyRow
from domain.access.table import Request as Asking
from domain.breaches.state import ListAffected
from domain.days import local_day
from domain.errors import Invalid
from domain.shared import BreachId, ChildId, GrantId, OrganisationId, PersonId

router = APIRouter(include_in_schema=False)

LOOKED_BACK = timedelta(days=30)
QUESTION = ("reader", "grant_id", "since_on", "until_on")


@router.get(paths.LIST_AFFECTED)
def ask_children(office_id: UUID, breach_id: UUID, visitor: VisitorDep) -> Response:
    """Ask whose data is concerned; with a question, propose whom the readings showed."""
    line = line_of(shown(visitor, office_id, breach_id), visitor.call.now)
    query = visitor.request.query_params
    given = {name: (query[name],) for name in QUESTION if name in query}
    if not given:
        return visitor.page(_page(visitor, line, uuid4(), Form(_usual(line))))
    fields = Fields(given)
    try:
        found = affected_by_readings(visitor.call.ledger, _asked(visitor, line, fields))
    except NotReadable as unread:
        return visitor.page(_page(visitor, line, uuid4(), unread.form), status=422)
    except Invalid as refusal:
        return visitor.page(_page(visitor, line, uuid4(), fields.refused(refusal)), status=422)
    return visitor.page(_page(visitor, line, uuid4(), Form(given), found))


@router.post(paths.LIST_AFFECTED)
def list_by_hand(
    office_id: UUID, breach_id: UUID, visitor: VisitorDep, fields: FieldsDep
) -> Response:
    """Write down children whose numbers were typed."""
    call, request_id = visitor.call, fields.maybe_id("request_id") or uuid4()

    def save() -> Receipt:
        told, office = _numbers(fields), OrganisationId(office_id)
        fields.require_no_errors()
        children = children_told(call.ledger, call.actor, office, told, call.now)
        request = ListAffected(breach_id=BreachId(breach_id), child_ids=children)
        return list_affected(call.ledger, call.actor, office, request, request_id, call.now)

    return take(
        visitor,
        fields,
        save,
        done=back_to(office_id, breach_id),
        again=lambda form: _again(visitor, office_id, breach_id, request_id, form),
    )


@router.post(paths.CONFIRM_AFFECTED)
def confirm(office_id: UUID, breach_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Write down the children that a person saw proposed."""
    request_id = fields.maybe_id("request_id") or uuid4()

    def save() -> Receipt:
        line = line_of(shown(visitor, office_id, breach_id), visitor.call.now)
        asked = _asked(visitor, line, fields)
        return list_found(visitor.call.ledger, asked, fields.text("seen"), request_id)

    return take(
        visitor,
        fields,
        save,
        done=back_to(office_id, breach_id),
        again=lambda form: _again(visitor, office_id, breach_id, request_id, form),
    )


def _numbers(fields: Fields) -> tuple[ChildId | ChildNumbered, ...]:
    found: list[ChildId | ChildNumbered] = []
    for each in fields.needed("child_ids").split():
        try:
            is_short = SHORT_NUMBER.fullmatch(each)
            found.append(ChildNumbered(number=each.lower()) if is_short else ChildId(UUID(each)))
        except ValueError:
            fields.refuse("child_ids", "not_a_child_number")
            break
    return tuple(found)


def _asked(visitor: Visitor, line: BreachLine, fields: Fields) -> AskedAffected:
    reader, grant = fields.told_id("reader"), fields.told_id("grant_id", "not_a_grant_number")
    chosen = ShownTo(
        since_on=fields.day("since_on"),
        until_on=fields.day("until_on"),
        reader_id=PersonId(reader) if reader else None,
        grant_id=GrantId(grant) if grant else None,
    )
    fields.require_no_errors()
    return AskedAffected(
        actor=visitor.call.actor,
        now=visitor.call.now,
        read_id=visitor.read_id,
        office=line.breach.reported.organisation_id,
        breach_id=line.breach.breach_id,
        chosen=chosen,
    )


def _usual(line: BreachLine) -> dict[str, tuple[str, ...]]:
    found_on = local_day(line.breach.reported.detected_at)
    return dict(
        typed(
            reader=str(line.breach.reported.reported_by),
            since_on=(found_on - LOOKED_BACK).isoformat(),
            until_on=found_on.isoformat(),
        )
    )


def _again(
    visitor: Visitor, office_id: UUID, breach_id: UUID, request_id: UUID, form: Form
) -> AffectedPage:
    line = line_of(shown(visitor, office_id, breach_id), visitor.call.now)
    entries = {**_usual(line), **form.entries}
    return _page(visitor, line, request_id, Form(entries, form.errors))


def _page(
    visitor: Visitor, line: BreachLine, request_id: UUID, form: Form, found: Affected | None = None
) -> AffectedPage:
    call = visitor.call
    may_search = standings_of(call.ledger, call.actor, call.now).allow(Asking.WATCH_READS)
    return AffectedPage(
        line=line,
        request_id=request_id,
        form=form,
        readers=_readers(visitor, line) if may_search else (),
        may_search=may_search,
        found=found.child_ids if found else None,
        further=_further(found, line) if found else 0,
        left_to_others={key: len(each) for key, each in found.left_to_others.items()}
        if found
        else {},
        seen=found.seen if found else "",
    )


def _further(found: Affected, line: BreachLine) -> int:
    """Return how many children a confirmation would add, others' among them."""
    state = line.breach.state
    left = (set(each) - state.left_to(key) for key, each in found.left_to_others.items())
    return len(set(found.child_ids) - state.affected) + sum(map(len, left))


def _readers(visitor: Visitor, line: BreachLine) -> tuple[Choice, ...]:
    """Return who may be chosen: whoever reported it, and who read in the weeks before."""
    call, reported = visitor.call, line.breach.reported
    found_on = local_day(reported.detected_at)
    names = readers_between(
        call.ledger, call.actor, call.now, found_on - LOOKED_BACK, local_day(call.now)
    )
    rows = call.ledger.directory.people({*names.people, reported.reported_by})

    def counts(duty: DutyRow) -> bool:
        return duty.to_on is None or duty.to_on >= found_on - LOOKED_BACK

    return people_with_posts(call, rows.values(), counts)
