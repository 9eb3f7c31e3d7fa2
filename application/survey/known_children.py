"""The children who are known when a list is read, found again by what a row tells of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.days import age_in_years
from domain.matching import Described, Likeness, likeness
from domain.ruleset import RuleSet
from domain.shared import ChildId
from domain.survey.rows import LeadRow

YEARS_EITHER_WAY = 1
"""So far a neighbour may be out in guessing an age."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownChild:
    """A child on file; `places` are the words for where the child lives, for leads."""

    child_id: ChildId
    described: Described
    places: frozenset[str] = frozenset()


class KnownChildren:
    """Children by ID number and by name; grows while lists are read, one row after another.

    Those of `beside` are known as well, and are never changed by what is added here.
    """

    def __init__(
        self, children: Iterable[KnownChild] = (), *, beside: "KnownChildren | None" = None
    ) -> None:
        self._beside = beside
        self._by_id: dict[ChildId, KnownChild] = {}
        self._by_number: dict[str, ChildId] = {}
        self._by_name: defaultdict[str, list[ChildId]] = defaultdict(list)
        for child in children:
            self.add(child)

    def add(self, child: KnownChild) -> None:
        """Know one more child, or more of one who is known."""
        before = self.child(child.child_id)
        if before is None:
            self._by_name[child.described.name].append(child.child_id)
        else:
            child = _together(before, child)
        self._by_id[child.child_id] = child
        if child.described.id_number is not None:
            self._by_number.setdefault(child.described.id_number, child.child_id)

    def put(self, child: KnownChild) -> None:
        """Know something else of a child than before; name and number stay what they were."""
        self._by_id[child.child_id] = child

    def correct(self, child: KnownChild) -> None:
        """Know a child by another name or number than before, and by those of before no more."""
        before = self._by_id[child.child_id].described
        self._by_name[before.name].remove(child.child_id)
        self._by_name[child.described.name].append(child.child_id)
        if before.id_number and self._by_number.get(before.id_number) == child.child_id:
            del self._by_number[before.id_number]
        if child.described.id_number:
            self._by_number[child.described.id_number] = child.child_id
        self.put(child)

    def child(self, child_id: ChildId) -> KnownChild | None:
        """Return a child who is known."""
        found = self._by_id.get(child_id)
        return self._beside.child(child_id) if found is None and self._beside else found

    def __len__(self) -> int:
        return len(self._by_id)

    def like(self, told: Described) -> tuple[Likeness, ChildId | None]:
        """Return how the likest known child compares, and who it is.

        Where two are equally like, nobody can say which: a person has to look.
        """
        found: dict[Likeness, list[ChildId]] = defaultdict(list)
        for child in self._candidates(told):
            found[likeness(told, child.described)].append(child.child_id)
        for how in Likeness:
            if found[how] and how is not Likeness.DIFFERENT:
                is_one = len(found[how]) == 1
                return how if is_one else Likeness.PERHAPS, found[how][0]
        return Likeness.DIFFERENT, None

    def noticed(self, lead: LeadRow, today: date, rules: RuleSet) -> ChildId | None:
        """Return the one known child whom a lead may speak of: by name, age and place."""
        if lead.name is None:
            return None
        children = [*self._known(self._named(lead.name))]
        may_be = [each for each in children if _may_be(lead, each, today, rules)]
        return may_be[0].child_id if len(may_be) == 1 else None

    def _candidates(self, told: Described) -> Iterator[KnownChild]:
        by_number = self._numbered(told.id_number) if told.id_number else None
        named = (each for each in self._named(told.name) if each != by_number)
        yield from self._known(named if by_number is None else (by_number, *named))

    def _known(self, children: Iterable[ChildId]) -> Iterator[KnownChild]:
        return (child for each in children if (child := self.child(each)) is not None)

    def _numbered(self, number: str) -> ChildId | None:
        found = self._beside._numbered(number) if self._beside else None
        return found or self._by_number.get(number)

    def _named(self, name: str) -> Sequence[ChildId]:
        before = self._beside._named(name) if self._beside else ()
        return (*before, *self._by_name.get(name, ()))


def _may_be(lead: LeadRow, child: KnownChild, today: date, rules: RuleSet) -> bool:
    if lead.about_years is not None:
        on = lead.as_of_on or today
        years = age_in_years(child.described.born_on, on, rules.birthday)
        if abs(years - lead.about_years) > YEARS_EITHER_WAY:
            return False
    where = lead.address or ""
    return not where or not child.places or any(place in where for place in child.places)


def _together(before: KnownChild, now: KnownChild) -> KnownChild:
    """Keep what was known first, and what is new beside it."""
    described = replace(
        before.described,
        id_number=before.described.id_number or now.described.id_number,
        carer_name=before.described.carer_name or now.described.carer_name,
        phone=before.described.phone or now.described.phone,
    )
    return replace(before, described=described, places=before.places | now.places)
