"""Lists to choose from, made of the directory: places by what they stand under, people by name."""

from collections.abc import Iterable, Sequence, Set

from api.view_models.forms import Choice, ChoiceGroup
from application.rows import OrganisationRow, PersonRow
from domain.shared import OrganisationId
from domain.staff.facts import OrganisationKind
from domain.staff.giving import EMPLOYERS


def villages(places: Sequence[OrganisationRow]) -> tuple[ChoiceGroup, ...]:
    """Return the villages by township."""
    return _grouped(places, OrganisationKind.VILLAGE)


def schools(places: Sequence[OrganisationRow]) -> tuple[ChoiceGroup, ...]:
    """Return the schools by what they stand under."""
    return _grouped(places, OrganisationKind.SCHOOL)


def classes(places: Sequence[OrganisationRow]) -> tuple[ChoiceGroup, ...]:
    """Return the classes by school; the key of a group is its school's id."""
    return _grouped(places, OrganisationKind.CLASS)


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
