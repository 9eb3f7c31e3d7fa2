"""Lists to choose from, made of the directory: places by what they stand under, people by name."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import replace

from api.deps import Call
from api.pages.people_names import place_in_full
from api.pages.staffing.duty_lines import places_of
from api.view_models.forms import Choice, ChoiceGroup
from api.view_models.shell import DutyLabel
from application.rows import DutyRow, OrganisationRow, PersonRow
from domain.days import local_day
from domain.shared import OrganisationId
from domain.staff.facts import OrganisationKind, Role
from domain.staff.giving import EMPLOYERS


def villages(
    places: Sequence[OrganisationRow], within: Set[OrganisationId] | None = None
) -> tuple[ChoiceGroup, ...]:
    """Return the villages, or those `within`, by township."""
    return _grouped(places, OrganisationKind.VILLAGE, within=within)


def schools(
    places: Sequence[OrganisationRow], within: Set[OrganisationId] | None = None
) -> tuple[ChoiceGroup, ...]:
    """Return the schools, or those `within`, by what they stand under."""
    return _grouped(places, OrganisationKind.SCHOOL, within=within)


def classes(
    places: Sequence[OrganisationRow], within: Set[OrganisationId] | None = None
) -> tuple[ChoiceGroup, ...]:
    """Return the classes, or those `within`, by school; the key of a group is its school's id."""
    return _grouped(places, OrganisationKind.CLASS, within=within)


def names_apart(places: Sequence[OrganisationRow]) -> Mapping[OrganisationId, str]:
    """Return each place's name, with what tells it apart where others are called the same."""
    by_id = {place.organisation_id: place for place in places}
    called = Counter(place.name for place in places)
    beside = Counter((place.name, place.parent_id) for place in places)
    names: dict[OrganisationId, str] = {}
    for key, place in by_id.items():
        above = _path(by_id, place.parent_id) if called[place.name] > 1 else ""
        number = place.organisation_id.hex[-4:] if beside[place.name, place.parent_id] > 1 else ""
        names[key] = " ".join(each for each in (above, place.name, number) if each)
    return names


def all_places(
    places: Sequence[OrganisationRow], within: Set[OrganisationId] | None = None
) -> tuple[ChoiceGroup, ...]:
    """Return every place, or those `within`, by what it stands under."""
    return _grouped(places, *OrganisationKind, within=within)


def employers(places: Sequence[OrganisationRow]) -> tuple[ChoiceGroup, ...]:
    """Return the places that health vice principals come from, by what they stand under."""
    return _grouped(places, *(kind for kind in OrganisationKind if kind in EMPLOYERS))


def people(rows: Iterable[PersonRow]) -> tuple[Choice, ...]:
    """Return people by name."""
    named = sorted(rows, key=lambda row: (row.name, row.person_id.bytes))
    return tuple(Choice(value=str(row.person_id), label=row.name) for row in named)


def people_with_posts(
    call: Call, rows: Iterable[PersonRow], counts: Callable[[DutyRow], bool]
) -> tuple[Choice, ...]:
    """Return people by name, each with those of the posts that count."""
    by_id = {str(row.person_id): row for row in rows}
    places = places_of(call, *by_id.values())
    return tuple(
        replace(
            choice,
            posts=tuple(
                DutyLabel(role=each.role, organisation=place_in_full(places, each.organisation_id))
                for each in by_id[choice.value].duties
                if counts(each)
            ),
        )
        for choice in people(by_id.values())
    )


def on_duty(
    call: Call, rows: Iterable[PersonRow], roles: Set[Role], places: Set[OrganisationId]
) -> tuple[Choice, ...]:
    """Return whoever holds one of the roles at one of the places today, with these posts."""
    today = local_day(call.now)

    def counts(duty: DutyRow) -> bool:
        return duty.role in roles and duty.organisation_id in places and duty.holds_on(today)

    return people_with_posts(call, (row for row in rows if any(map(counts, row.duties))), counts)


def _grouped(
    places: Sequence[OrganisationRow],
    *kinds: OrganisationKind,
    within: Set[OrganisationId] | None = None,
) -> tuple[ChoiceGroup, ...]:
    by_id = {place.organisation_id: place for place in places}
    groups: dict[OrganisationId | None, list[Choice]] = {}
    for place in places:
        if place.kind in kinds and (within is None or place.organisation_id in within):
            choice = Choice(
                value=str(place.organisation_id), label=place.name, kind=place.kind.value
            )
            groups.setdefault(place.parent_id, []).append(choice)
    return tuple(
        ChoiceGroup(label=_path(by_id, parent_id), choices=tuple(found), key=str(parent_id or ""))
        for parent_id, found in groups.items()
    )


def _path(by_id: dict[OrganisationId, OrganisationRow], place_id: OrganisationId | None) -> str:
    """Return the names from the county down to a place, e.g. 灵山县 荔香镇."""
    names: list[str] = []
    place = by_id.get(place_id) if place_id else None
    while place is not None and place.kind is not OrganisationKind.BUREAU:
        names.append(place.name)
        place = by_id.get(place.parent_id) if place.parent_id else None
    return " ".join(reversed(names))
