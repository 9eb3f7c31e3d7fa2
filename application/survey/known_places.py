"""The villages and schools that are registered, found by the words lists have for them."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from application.rows import OrganisationRow
from domain.shared import OrganisationId
from domain.staff.facts import OrganisationKind
from domain.survey.rows import RosterRow

_TITLES = re.compile(
    r"(村民委员会|居民委员会|村委会|居委会|村委|居委|人民政府|办事处|(教育|教体|教育体育|民政|卫健)局)$"
)
_GRADES = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,2}年级.*$")


class KnownPlaces:
    """Registered villages and schools by name; what two may be meant by is nobody's name."""

    def __init__(self, organisations: Iterable[OrganisationRow] = ()) -> None:
        rows = {each.organisation_id: each for each in organisations}
        self._villages = _by_word(rows, OrganisationKind.VILLAGE)
        self._schools = _by_word(rows, OrganisationKind.SCHOOL)

    def village(self, row: RosterRow) -> OrganisationId | None:
        """Return the village or community where a row says that the child lives."""
        if row.village is not None:
            return self._villages.get(_bare((row.township or "") + row.village))
        where = _bare(row.address or "")
        found = {self._villages[word] for word in _beginnings(where) if word in self._villages}
        return next(iter(found)) if len(found) == 1 else None

    def school(self, row: RosterRow) -> OrganisationId | None:
        """Return the school that a row names, also where its grade stands behind the name."""
        name = _bare(row.schooling.school or "")
        return self._schools.get(name) or self._schools.get(_GRADES.sub("", name))

    def are_unknown(self, row: RosterRow) -> bool:
        """Return whether a row names a village or a school that is not registered.

        Before any is registered there is nothing to compare with.
        """
        village = row.village is not None and self.village(row) is None
        school = row.schooling.school is not None and self.school(row) is None
        return (bool(self._villages) and village) or (bool(self._schools) and school)


def _by_word(
    rows: Mapping[OrganisationId, OrganisationRow], kind: OrganisationKind
) -> Mapping[str, OrganisationId]:
    """Name each place alone and with any of the places above it before it, as people do."""
    found: defaultdict[str, set[OrganisationId]] = defaultdict(set)
    for row in rows.values():
        if row.kind is kind:
            for word in _words(row, rows):
                found[word].add(row.organisation_id)
    return {word: next(iter(ids)) for word, ids in found.items() if len(ids) == 1}


def _words(row: OrganisationRow, rows: Mapping[OrganisationId, OrganisationRow]) -> Iterable[str]:
    above: list[str] = []
    parent_id = row.parent_id
    while parent_id is not None and parent_id in rows:
        above.insert(0, _bare(rows[parent_id].name))
        parent_id = rows[parent_id].parent_id
    own = _bare(row.name)
    for number in range(len(above) + 1):
        yield from ("".join(chosen) + own for chosen in combinations(above, number))


def _beginnings(where: str) -> Iterable[str]:
    return (where[:end] for end in range(2, len(where) + 1))


def _bare(words: str) -> str:
    plain = "".join(unicodedata.normalize("NFKC", words).split())
    return _TITLES.sub("", plain)
