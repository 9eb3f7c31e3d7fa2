"""For people, places, duties and pairings at random the desk in SQL says what the domain says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from application.rows import DutyRow, PairingRow
from domain.access.standings import standings_at
from domain.access.table import Request, permit
from domain.pairing.facts import MentorKind, MentorPaired
from domain.pairing.state import ends_on
from domain.shared import ChildId, DutyId, OrganisationId, PairingId, PersonId
from domain.staff.facts import DutyAssigned, Role
from tests import examples as given
from tests.dice import Dice
from tests.infrastructure.views.cases import PLACES, on_file, person
from tests.infrastructure.views.opened import OpenedViews

CHILDREN = [ChildId(given.example_id(7_000 + number)) for number in range(6)]
PEOPLE = [PersonId(given.example_id(7_100 + number)) for number in range(24)]
DAYS = [given.TODAY + timedelta(days=days) for days in (-400, -1, 0, 1, 400)]

ABOVE: dict[OrganisationId, tuple[OrganisationId, ...]] = {
    given.VILLAGE: (given.TOWNSHIP, given.COUNTY_OFFICE, given.BUREAU),
    given.OTHER_VILLAGE: (given.BUREAU,),
    given.SCHOOL: (given.TOWNSHIP, given.COUNTY_OFFICE, given.BUREAU),
    given.OTHER_SCHOOL: (given.BUREAU,),
    given.SCHOOL_CLASS: (given.SCHOOL, given.TOWNSHIP, given.COUNTY_OFFICE, given.BUREAU),
}
ALL_PLACES = [*ABOVE, given.TOWNSHIP, given.COUNTY_OFFICE, given.BUREAU]
SCHOOLS = [(given.SCHOOL, given.SCHOOL_CLASS), (given.SCHOOL, None), (given.OTHER_SCHOOL, None)]


@dataclass(frozen=True, slots=True)
class Town:
    """What chance made: who holds what, who is paired with whom, and where children belong."""

    duties: list[DutyAssigned]
    pairings: list[MentorPaired]
    places: dict[ChildId, tuple[OrganisationId, OrganisationId, OrganisationId | None]]

    def facts(self) -> Iterator[object]:
        """Return all of it as facts."""
        yield from PLACES
        yield replace(
            given.VILLAGE_REGISTERED, organisation_id=given.OTHER_VILLAGE, parent_id=given.BUREAU
        )
        yield replace(
            given.SCHOOL_REGISTERED, organisation_id=given.OTHER_SCHOOL, parent_id=given.BUREAU
        )
        yield from map(person, PEOPLE)
        yield from self.duties
        for child_id, (village, school, in_class) in self.places.items():
            registered, opened, lives, learns, *rest = on_file(child_id)
            yield from (registered, opened, *rest)
            yield replace(given.RESIDENCE_RECORDED, child_id=child_id, village_id=village)
            yield replace(
                given.SCHOOLING_RECORDED, child_id=child_id, school_id=school, class_id=in_class
            )
            del lives, learns
        yield from self.pairings

    def sees(self, who: PersonId, on: date) -> set[ChildId]:
        """Return whom the domain lets a person list on a day."""
        duties = [_duty_row(each) for each in self.duties]
        return {
            child_id
            for child_id, places in self.places.items()
            if permit(
                Request.LIST_CHILDREN,
                standings_at(
                    who,
                    duties,
                    [_pairing_row(each) for each in self.pairings if each.child_id == child_id],
                    chain=_chain(places),
                    on=on,
                    rules=given.RULES,
                ),
            ).allowed
        }


def town(dice: Dice) -> Town:
    return Town(
        duties=[some_duty(dice, number) for number in range(36)],
        pairings=[some_pairing(dice, number) for number in range(30)],
        places={
            child_id: (dice.choice([given.VILLAGE, given.OTHER_VILLAGE]), *dice.choice(SCHOOLS))
            for child_id in CHILDREN
        },
    )


def some_duty(dice: Dice, number: int) -> DutyAssigned:
    return DutyAssigned(
        person_id=dice.choice(PEOPLE),
        duty_id=DutyId(given.example_id(7_200 + number)),
        role=dice.choice(list(Role)),
        organisation_id=dice.choice(ALL_PLACES),
        from_on=dice.choice(DAYS),
        to_on=dice.choice([None, *DAYS]),
    )


def some_pairing(dice: Dice, number: int) -> MentorPaired:
    return replace(
        given.MENTOR_PAIRED,
        child_id=dice.choice(CHILDREN),
        pairing_id=PairingId(given.example_id(7_300 + number)),
        mentor_id=dice.choice(PEOPLE),
        mentor_kind=dice.choice(list(MentorKind)),
        is_lead=dice.random() < 0.3,
        from_on=dice.choice(DAYS),
        vetted_on=dice.choice([None, *DAYS]),
        until_on=dice.choice([None, *DAYS]),
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_the_desk_lists_whom_the_domain_permits(views: OpenedViews, seed: int) -> None:
    made = town(Dice(seed))
    views.know(*made.facts())
    asked = [(who, on) for who in PEOPLE for on in DAYS]
    listed = {
        (who, on): {row.child_id for row in views.desk.page(who, on, limit=50, cursor=None).rows}
        for who, on in asked
    }
    assert listed == {(who, on): made.sees(who, on) for who, on in asked}
    assert len({frozenset(each) for each in listed.values()}) > 5


def _chain(places: Iterable[OrganisationId | None]) -> frozenset[OrganisationId]:
    known = [each for each in places if each is not None]
    return frozenset(known).union(*(ABOVE[each] for each in known))


def _duty_row(duty: DutyAssigned) -> DutyRow:
    return DutyRow(
        duty_id=duty.duty_id,
        person_id=duty.person_id,
        role=duty.role,
        organisation_id=duty.organisation_id,
        from_on=duty.from_on,
        to_on=duty.to_on,
    )


def _pairing_row(pairing: MentorPaired) -> PairingRow:
    return PairingRow(
        pairing_id=pairing.pairing_id,
        child_id=pairing.child_id,
        mentor_id=pairing.mentor_id,
        mentor_kind=pairing.mentor_kind.value,
        is_lead=pairing.is_lead,
        from_on=pairing.from_on,
        ended_on=ends_on(pairing, given.RULES),
        vetted_on=pairing.vetted_on,
    )
