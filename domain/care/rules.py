"""When a care file can be opened, what it must say at once, and who may lower its level."""

from datetime import date

from domain.care.facts import (
    CareEvent,
    CareFileOpened,
    CareLevelAssessed,
    CategoryStated,
    ResidenceRecorded,
    SchoolingRecorded,
)
from domain.care.state import (
    AssessCareLevel,
    Assessment,
    CareState,
    OpenCareFile,
    RecordResidence,
    RecordSchooling,
    Residence,
    Schooling,
    StatedCategory,
)
from domain.days import require_not_before_birth, require_not_future
from domain.errors import Invalid, RuleBroken
from domain.ruleset import RuleSet
from domain.shared import ChildId, Known, PersonId
from domain.text import REASON_AT_MOST, one_line

Answer = tuple[CareEvent, ...] | Known[CareEvent]


def open_care_file(
    state: CareState,
    request: OpenCareFile,
    *,
    by: PersonId,
    born_on: date | None,
    today: date,
    rules: RuleSet,
) -> Answer:
    """Record the opening, residence, schooling, each category and, if assessed, the care level.

    `born_on` is nothing while the child is not registered. A request whose every statement stands
    in the file already is known.

    Raises: RuleBroken when the child is not registered or has a file; Invalid when a section is
    missing or holds something that cannot be.
    """
    levels = _levels(request.child_id, request.assessment, by)
    said: tuple[CareEvent, ...] = (
        CareFileOpened(
            child_id=request.child_id,
            organisation_id=request.organisation_id,
            opened_on=request.opened_on,
        ),
        _residence(request.child_id, request.residence),
        _schooling(request.child_id, request.schooling),
        *(_category(request.child_id, each) for each in request.categories),
        *levels,
    )
    if state.opened is not None:
        if state.recorded.issuperset(said):
            return Known(said)
        raise RuleBroken("care_file_already_open")
    if born_on is None:
        raise RuleBroken("child_not_registered")
    _require_sections(request, born_on, today)
    for level in levels:
        _require_level(level, today, rules)
    return said


def record_residence(
    state: CareState, request: RecordResidence, *, born_on: date, today: date
) -> Answer:
    """Record where the child lives.

    Raises: RuleBroken without an open file; Invalid when the day cannot be.
    """
    said = _residence(request.child_id, request.residence)
    require_open(state)
    if said == state.residence:
        return Known((said,))
    _require_days(said.from_on, born_on, today, field="from_on")
    _require_days(said.as_of_on, born_on, today, field="as_of_on")
    return (said,)


def record_schooling(
    state: CareState, request: RecordSchooling, *, born_on: date, today: date
) -> Answer:
    """Record where the child learns, or why nowhere.

    Raises: RuleBroken without an open file; Invalid when the day cannot be or the parts disagree.
    """
    said = _schooling(request.child_id, request.schooling)
    require_open(state)
    if said == state.schooling:
        return Known((said,))
    _require_schooling(request.schooling)
    _require_days(said.as_of_on, born_on, today, field="as_of_on")
    return (said,)


def assess_care_level(
    state: CareState, request: AssessCareLevel, *, by: PersonId, today: date, rules: RuleSet
) -> Answer:
    """Record the care level as `by` assesses it.

    Raises: RuleBroken without an open file, and when a level is lowered by the person who set it:
    looking less closely takes two; Invalid for level, basis or the day of the next review.
    """
    said = _level(request.child_id, request.assessment, by)
    require_open(state)
    if said == state.level:
        return Known((said,))
    _require_level(said, today, rules)
    last = state.level
    if last is not None and said.level < last.level and said.assessed_by == last.assessed_by:
        raise RuleBroken("lowering_needs_another_person")
    return (said,)


def require_open(state: CareState) -> CareFileOpened:
    """Return the opening. Raises: RuleBroken `care_file_not_open`."""
    if state.opened is None:
        raise RuleBroken("care_file_not_open")
    return state.opened


def _residence(child_id: ChildId, section: Residence) -> ResidenceRecorded:
    return ResidenceRecorded(
        child_id=child_id,
        village_id=section.village_id,
        from_on=section.from_on,
        as_of_on=section.as_of_on,
        verified_by=section.verified_by,
    )


def _schooling(child_id: ChildId, section: Schooling) -> SchoolingRecorded:
    return SchoolingRecorded(
        child_id=child_id,
        as_of_on=section.as_of_on,
        school_id=section.school_id,
        class_id=section.class_id,
        boarding=section.boarding,
        not_in_school_reason=section.not_in_school_reason,
        verified_by=section.verified_by,
    )


def _category(child_id: ChildId, section: StatedCategory) -> CategoryStated:
    return CategoryStated(
        child_id=child_id,
        category=section.category,
        standard=section.standard,
        stated_by=section.stated_by,
        evidence=section.evidence,
        from_on=section.from_on,
    )


def _level(child_id: ChildId, section: Assessment, by: PersonId) -> CareLevelAssessed:
    return CareLevelAssessed(
        child_id=child_id,
        level=section.level,
        basis=one_line(section.basis, field="basis", at_most=REASON_AT_MOST),
        assessed_by=by,
        assessed_on=section.assessed_on,
        next_review_on=section.next_review_on,
    )


def _levels(
    child_id: ChildId, section: Assessment | None, by: PersonId
) -> tuple[CareLevelAssessed, ...]:
    return () if section is None else (_level(child_id, section, by),)


def _require_sections(request: OpenCareFile, born_on: date, today: date) -> None:
    days = {
        "opened_on": request.opened_on,
        "residence_from_on": request.residence.from_on,
        "as_of_on": request.schooling.as_of_on,
    }
    for field, on in days.items():
        _require_days(on, born_on, today, field=field)
    _require_schooling(request.schooling)
    if not request.categories:
        raise Invalid("required", "categories")
    if len({(each.category, each.standard) for each in request.categories}) < len(
        request.categories
    ):
        raise Invalid("stated_twice", "categories")
    for each in request.categories:
        _require_days(each.from_on, born_on, today, field="category_from_on")


def _require_days(on: date | None, born_on: date, today: date, *, field: str) -> None:
    require_not_future(on, today, field=field)
    require_not_before_birth(on, born_on, field=field)


def _require_schooling(said: Schooling) -> None:
    if (said.school_id is None) == (said.not_in_school_reason is None):
        raise Invalid("school_or_reason", "school_id")
    if said.school_id is None and (said.class_id is not None or said.boarding is not None):
        raise Invalid("needs_school", "class_id" if said.class_id is not None else "boarding")


def _require_level(said: CareLevelAssessed, today: date, rules: RuleSet) -> None:
    if said.level not in rules.care_levels:
        raise Invalid("unknown_level", "level")
    require_not_future(said.assessed_on, today, field="assessed_on")
    if said.next_review_on <= today:
        raise Invalid("not_ahead", "next_review_on")
