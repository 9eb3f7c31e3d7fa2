"""What connects somebody with a child or a place, told to the second opinion on who may do what.

Cedar finds in its own hierarchy what belongs where. On which day a duty or a pairing holds, and
what it makes of somebody, is written here once more.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from domain.access.table import Standing
from domain.shared import OrganisationId, PersonId
from tests.access_table import LINES, SHORT
from tests.examples import example_id
from tests.second_bringing import BROUGHT

DUTIES = ("duty", "other_duty")
PAIRING = "pairing"
"""Somebody has two duties and one pairing at most: Cedar has no word for 'one of these'."""
VETTED_DAYS = 365
ENDLESS = date.max

BELONGS: Mapping[str, tuple[str, ...]] = {
    "bureau": (),
    "county": ("bureau",),
    "township": ("county",),
    "village": ("township",),
    "school": ("township",),
    "class": ("school",),
    "other county": ("bureau",),
    "other township": ("other county",),
    "other village": ("other township",),
    "other class": ("school",),
    "hospital": (),
    "child": ("class", "village"),
    "other child": ("other class", "other village"),
}
"""What stands directly above each place, and where the children live and learn."""
CHILDREN = ("child", "other child")
PLACES = tuple(each for each in BELONGS if each not in CHILDREN)

# The capacities that a duty gives by itself; their roles are named like them.
_BY_DUTY = """
cls sch vil twn cty bur aud sys cri adv dut hos psy law civ edu hea ins prv sec
"""
BY_DUTY = frozenset(SHORT[each] for each in _BY_DUTY.split())
BY_PAIRING = frozenset(SHORT[each] for each in ("led", "men", "vol"))
NEXT_IN_LINE = SHORT["nxt"]
STANDING_IN = frozenset(SHORT[each] for each in ("sch", "twn", "cty", "bur", "civ", "hea"))
"""Who is next in line for a case that was brought to them."""
BESIDE = frozenset(Standing) - BY_DUTY - BY_PAIRING - {NEXT_IN_LINE}
"""What somebody is neither by a duty nor by a pairing, nor because a case was brought to them."""
ASKING = next(line.standings for line in LINES if line.request == "ask_access") & BY_DUTY
"""To whom a grant may open something: who could still ask for one."""

HOLDS = """(
    principal has %(slot)s && principal.%(slot)s.who == principal &&
    principal.%(slot)s.from <= context.on && context.on <= principal.%(slot)s.to
)"""
# What is told apart quickly comes first: a hundred thousand questions are asked.
ANYWHERE = """(
    principal has %(slot)s && %(roles)s.contains(principal.%(slot)s.role) && %(holds)s
)"""
THERE = "(%(anywhere)s && resource in principal.%(slot)s.place)"
PAIRED = """(
    principal has %(slot)s && principal.%(slot)s.child == resource && %(holds)s &&
    (%(employed)s) &&
    %(kinds)s.contains(
        if principal.%(slot)s.kind == "volunteer" then "volunteer_mentor"
        else if principal.%(slot)s.leads then "lead_mentor" else "mentor"
    ) && (
        principal.%(slot)s.kind != "volunteer" || (
            principal.%(slot)s has vetted && context.on - principal.%(slot)s.vetted <= %(valid)d
        )
    )
)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDuty:
    """A duty of the person asking, or of somebody else."""

    person_id: PersonId
    role: str
    place: str
    from_on: date
    to_on: date | None

    @property
    def organisation_id(self) -> OrganisationId:
        """Where it is held."""
        return place_id(self.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPairing:
    """A pairing with one of the children."""

    mentor_id: PersonId
    child: str
    mentor_kind: str
    is_lead: bool
    from_on: date
    ended_on: date | None
    vetted_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Somebody who asks, with what is looked up of duties and pairings: some are another's."""

    person_id: PersonId
    duties: tuple[HeldDuty, ...]
    pairings: tuple[HeldPairing, ...]


@cache
def place_id(place: str) -> OrganisationId:
    """Return the id of a place, by its name."""
    return OrganisationId(example_id(5_000 + PLACES.index(place)))


@cache
def chain_of(subject: str) -> frozenset[OrganisationId]:
    """Return a place with all above it, or all above a child."""
    above = frozenset[OrganisationId]().union(*(chain_of(each) for each in BELONGS[subject]))
    return above if subject in CHILDREN else above | {place_id(subject)}


def kind_of(subject: str) -> str:
    """Return the kind of a place or child, by its name."""
    return "Child" if subject in CHILDREN else "Place"


def named(kind: str, name: object) -> dict[str, str]:
    """Return how Cedar calls something."""
    return {"type": kind, "id": str(name)}


def subjects(belongs: Mapping[str, tuple[str, ...]]) -> Iterator[Mapping[str, object]]:
    """Return the places and children of which Cedar is told, each with what stands above it."""
    for subject, parents in belongs.items():
        above = [named("Place", each) for each in parents]
        yield {"uid": named(kind_of(subject), subject), "attrs": {}, "parents": above}


def connecting(standings: Iterable[Standing], listed: str) -> str:
    """Return the condition that somebody stands so to the resource by a duty or by a pairing."""
    theirs = set(standings)
    roles = words(theirs & BY_DUTY)
    conditions = [THERE % {"slot": slot, "anywhere": _anywhere(slot, roles)} for slot in DUTIES]
    if kinds := theirs & BY_PAIRING:
        paired = {
            "slot": PAIRING,
            "holds": _holds(PAIRING),
            "employed": " || ".join(_holds(slot) for slot in DUTIES),
            "kinds": words(kinds),
            "valid": VETTED_DAYS,
        }
        conditions.append(PAIRED % paired)
    if NEXT_IN_LINE in theirs:
        there = [THERE % {"slot": s, "anywhere": _anywhere(s, words(STANDING_IN))} for s in DUTIES]
        conditions.append(BROUGHT % {"there": " || ".join(there)})
    return " || ".join([*conditions, f"context.standings.containsAny({listed})"])


def may_ask() -> str:
    """Return the condition that somebody holds a duty by which access may be asked for."""
    return " || ".join(_anywhere(slot, words(ASKING)) for slot in DUTIES)


def people(askers: Iterable[Asker]) -> Iterator[Mapping[str, object]]:
    """Return the people of whom Cedar is told, each with their duties and pairings."""
    for each in set(askers):
        uid = named("Person", each.person_id)
        yield {"uid": uid, "attrs": dict(_held(each)), "parents": []}


def _held(asker: Asker) -> Iterator[tuple[str, object]]:
    for slot, duty in zip(DUTIES, asker.duties, strict=False):
        yield (
            slot,
            {
                "who": _entity("Person", duty.person_id),
                "role": duty.role,
                "place": _entity("Place", duty.place),
                "from": duty.from_on.toordinal(),
                "to": (duty.to_on or ENDLESS).toordinal(),
            },
        )
    for pairing in asker.pairings:
        vetted = {} if pairing.vetted_on is None else {"vetted": pairing.vetted_on.toordinal()}
        yield (
            PAIRING,
            {
                "who": _entity("Person", pairing.mentor_id),
                "child": _entity("Child", pairing.child),
                "kind": pairing.mentor_kind,
                "leads": pairing.is_lead,
                "from": pairing.from_on.toordinal(),
                "to": (pairing.ended_on or ENDLESS).toordinal(),
                **vetted,
            },
        )


def words(found: Iterable[object]) -> str:
    """Return a set of Cedar's, of these words."""
    return "[" + ", ".join(sorted(f'"{each}"' for each in found)) + "]"


def _holds(slot: str) -> str:
    return HOLDS % {"slot": slot}


def _anywhere(slot: str, roles: str) -> str:
    return ANYWHERE % {"slot": slot, "roles": roles, "holds": _holds(slot)}


def _entity(kind: str, name: object) -> dict[str, object]:
    return {"__entity": named(kind, name)}
