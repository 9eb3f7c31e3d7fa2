"""What a page shows of further worries about the child of a case."""

from api.pages.people_names import person
from api.view_models.crisis.further_lines import FurtherLine
from application.crisis.cases.further_concerns import FurtherConcern
from application.crisis.reading.case_reading import Case
from domain.access.table import Request as Asking
from domain.referrals.joining.joining import had_by
from domain.shared import PersonId


def further_of(found: Case, me: PersonId) -> tuple[FurtherLine, ...]:
    """Return the other worries that belong to the case, the first first."""
    state = found.state
    is_mine = state.further.joined_to is None and had_by(state) == me
    is_free = state.is_over or not state.further.unanswered
    may_part = is_mine and is_free and Asking.PART_CONCERN in found.may
    return tuple(_line(found, each, may_part=may_part) for each in found.further)


def _line(found: Case, each: FurtherConcern, *, may_part: bool) -> FurtherLine:
    concern = each.concern
    return FurtherLine(
        further_id=each.further_id,
        raised_at=each.raised_at,
        reporter=person(found.names, each.raised_by),
        situation=concern.situation if concern else None,
        signs=concern.signs if concern else (),
        heard=concern.heard if concern else None,
        noticed_at=concern.noticed_at if concern else None,
        is_with_child=concern.is_with_child if concern else False,
        keeps_from_guardian=found.state.further.joined[each.further_id].keeps_from_guardian,
        involved=concern.involved if concern else (),
        involved_people=_named(found, each),
        is_unanswered=each.is_unanswered,
        may_part=may_part,
    )


def _named(found: Case, each: FurtherConcern) -> tuple[str, ...]:
    people = each.concern.involved_ids if each.concern else ()
    return tuple(filter(None, (person(found.names, who) for who in people)))
