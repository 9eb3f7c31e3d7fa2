"""A second opinion on who may do what: the written table as Cedar policies, asked of cedarpy.

It shares nothing with the code but the names: what recusal, grants, purposes and a fresh factor
mean is written here once more, by hand and in another language. How somebody stands to whom they
ask about, Cedar finds itself, in a hierarchy of places (tests/second_relations.py).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from cedarpy import Decision, Entities, PolicySet, is_authorized_batch

from domain.access.table import Request, Standing
from domain.shared import Compartment, GrantId, Purpose
from tests.access_table import PURPOSES_OF, SHORT, Line
from tests.second_bringing import HeldBringing, bringing
from tests.second_relations import (
    BELONGS,
    BESIDE,
    Asker,
    connecting,
    kind_of,
    may_ask,
    named,
    people,
    subjects,
)

FRESH_SECONDS = 10 * 60
SLOTS = ("first", "second")
"""A question carries two grants at most: Cedar has no word for 'one of these'."""

RULES = """
forbid (principal, action in Action::"closed to the recused", resource)
when { context.recused }
unless { action in Action::"left to the recused" };

forbid (principal, action in Action::"after a second factor", resource)
unless {
    context has factor_at &&
    context.factor_at <= context.now &&
    context.now <= context.factor_at + %(fresh)d
};
"""

OPEN_TO_ALL = """
permit (principal, action, resource)
when { context.purpose == "any" || %(purposes)s.contains(context.purpose) };
"""

BY_STANDING = """
permit (principal, action, resource)
when {
    ["any", %(purpose)s].contains(context.purpose) && (%(connected)s)
};
"""

WITHOUT_PURPOSE = """
permit (principal, action, resource)
when { context.purpose == "any" && (%(connected)s) };
"""

BY_GRANT = """
permit (principal, action, resource)
when {
    context has %(slot)s &&
    !context.%(slot)s.by_glass &&
    context.now < context.%(slot)s.until &&
    %(purposes)s.contains(context.%(slot)s.purpose) &&
    ["any", context.%(slot)s.purpose].contains(context.purpose) &&
    context.%(slot)s.compartments.containsAll(%(opens)s) && (%(may_ask)s)
};
"""

BY_BROKEN_GLASS = """
permit (principal, action, resource)
when {
    context has %(slot)s &&
    context.%(slot)s.by_glass &&
    !context.recused &&
    context.now < context.%(slot)s.until &&
    context.%(slot)s.purpose == "crisis" &&
    ["any", "crisis"].contains(context.purpose) &&
    context.%(slot)s.compartments.containsAll(%(opens)s) && (%(may_ask)s)
};
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldGrant:
    """A grant as the view of access tells of it."""

    grant_id: GrantId
    is_glass: bool
    purpose: Purpose
    compartments: frozenset[Compartment]
    until_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Somebody asks for something about a child or a place; all that decides it.

    `beside` are the standings that come neither by a duty nor by a pairing; `brought` tells of a
    case of theirs.
    """

    request: Request
    asker: Asker
    subject: str
    on: date
    beside: frozenset[Standing]
    purpose: Purpose | None
    recused: bool
    grants: tuple[HeldGrant, ...]
    brought: HeldBringing | None
    factor_at: datetime | None
    now: datetime


def answers(
    lines: Sequence[Line],
    questions: Sequence[Question],
    belongs: Mapping[str, tuple[str, ...]] = BELONGS,
) -> list[bool]:
    """Return for each question whether Cedar allows it by the lines of the written table."""
    told = [*subjects(belongs), *people(each.asker for each in questions), *_actions(lines)]
    everything = Entities.from_json_str(json.dumps(told))
    of_each = defaultdict[Request, list[int]](list)
    for number, each in enumerate(questions):
        of_each[each.request].append(number)
    found: dict[int, bool] = {}
    for line in lines:
        asked = of_each[line.request]
        policies = PolicySet.from_str(policies_of(line))
        results = is_authorized_batch([_asked(questions[at]) for at in asked], policies, everything)
        for at, result in zip(asked, results, strict=True):
            if result.diagnostics.errors:
                raise AssertionError(result.diagnostics.errors)
            found[at] = result.decision == Decision.Allow
    return [found[number] for number in range(len(questions))]


def policies_of(line: Line) -> str:
    """Return the Cedar policies for one line of the written table."""
    purposes, rules = _list(line.purposes), RULES % {"fresh": FRESH_SECONDS}
    if "all" in line.marks:
        return rules + OPEN_TO_ALL % {"purposes": purposes}
    by_standing = (
        BY_STANDING
        % {
            "purpose": f'"{purpose}"',
            "connected": _connected(
                each for each in standings_for(line) if purpose in PURPOSES_OF[each]
            ),
        }
        for purpose in line.purposes
    )
    connected = _connected(standings_for(line))
    without = [] if line.purposes else [WITHOUT_PURPOSE % {"connected": connected}]
    by_grant = (
        template
        % {"slot": slot, "purposes": purposes, "opens": _list(line.opens), "may_ask": may_ask()}
        for short, template in (("grt", BY_GRANT), ("brk", BY_BROKEN_GLASS))
        if SHORT[short] in line.standings
        for slot in SLOTS
    )
    return "".join(chain([rules], by_standing, without, by_grant))


def standings_for(line: Line) -> frozenset[Standing]:
    """Return whom the line names by who they are."""
    return line.standings - {SHORT["grt"], SHORT["brk"]}


def _connected(standings: Iterable[Standing]) -> str:
    found = frozenset(standings)
    return connecting(found, _list(found & BESIDE))


def _actions(lines: Iterable[Line]) -> Iterator[Mapping[str, object]]:
    every = set[str]()
    for line in lines:
        groups = {
            "closed to the recused": bool({"health", "legal"} & {*line.opens})
            or "involved" in line.marks,
            "left to the recused": "despite" in line.marks,
            "after a second factor": "factor" in line.marks,
        }
        parents = [named("Action", group) for group, holds in groups.items() if holds]
        yield {"uid": named("Action", line.request), "attrs": {}, "parents": parents}
        every |= groups.keys()
    for group in every:
        yield {"uid": named("Action", group), "attrs": {}, "parents": []}


def _asked(question: Question) -> dict[str, object]:
    context: dict[str, object] = {
        "standings": [each.value for each in question.beside],
        "on": question.on.toordinal(),
        "purpose": "any" if question.purpose is None else question.purpose.value,
        "recused": question.recused,
        "now": int(question.now.timestamp()),
    }
    if question.factor_at is not None:
        context["factor_at"] = int(question.factor_at.timestamp())
    if question.brought is not None:
        context["brought"] = bringing(question.brought)
    for slot, grant in zip(SLOTS, question.grants, strict=False):
        context[slot] = {
            "by_glass": grant.is_glass,
            "purpose": grant.purpose.value,
            "compartments": [each.value for each in grant.compartments],
            "until": int(grant.until_at.timestamp()),
        }
    return {
        "principal": named("Person", question.asker.person_id),
        "action": named("Action", question.request),
        "resource": named(kind_of(question.subject), question.subject),
        "context": context,
    }


def _list(words: Iterable[str]) -> str:
    return json.dumps(sorted(str(each) for each in words))
