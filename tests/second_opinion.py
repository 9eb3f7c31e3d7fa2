"""A second opinion on who may do what: the written table as Cedar policies, asked of cedarpy.

It shares nothing with the code but the names: what recusal, grants, purposes and a fresh factor
mean is written here once more, by hand and in another language.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from cedarpy import Decision, Entities, PolicySet, is_authorized_batch

from domain.access.table import Request, Standing
from domain.shared import Compartment, GrantId, Purpose
from tests.access_table import PURPOSES_OF, SHORT, Line

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
    ["any", %(purpose)s].contains(context.purpose) &&
    context.standings.containsAny(%(standings)s)
};
"""

WITHOUT_PURPOSE = """
permit (principal, action, resource)
when { context.purpose == "any" && context.standings.containsAny(%(standings)s) };
"""

BY_GRANT = """
permit (principal, action, resource)
when {
    context has %(slot)s &&
    !context.%(slot)s.by_glass &&
    context.now < context.%(slot)s.until &&
    %(purposes)s.contains(context.%(slot)s.purpose) &&
    ["any", context.%(slot)s.purpose].contains(context.purpose) &&
    context.%(slot)s.compartments.containsAll(%(opens)s)
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
    context.%(slot)s.compartments.containsAll(%(opens)s)
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
    """Somebody asks for something; all that decides it."""

    request: Request
    standings: frozenset[Standing]
    purpose: Purpose | None
    recused: bool
    grants: tuple[HeldGrant, ...]
    factor_at: datetime | None
    now: datetime


def answers(lines: Sequence[Line], questions: Sequence[Question]) -> list[bool]:
    """Return for each question whether Cedar allows it by the lines of the written table."""
    of_request = {line.request: line for line in lines}
    found: dict[int, bool] = {}
    for request, line in of_request.items():
        asked = [number for number, each in enumerate(questions) if each.request is request]
        policies = PolicySet.from_str(policies_of(line))
        entities = Entities.from_json_str(json.dumps(list(_actions(line))))
        results = is_authorized_batch([_asked(questions[at]) for at in asked], policies, entities)
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
            "standings": _list(
                each for each in standings_for(line) if purpose in PURPOSES_OF[each]
            ),
        }
        for purpose in line.purposes
    )
    without = [] if line.purposes else [WITHOUT_PURPOSE % {"standings": _list(standings_for(line))}]
    by_grant = (
        template % {"slot": slot, "purposes": purposes, "opens": _list(line.opens)}
        for short, template in (("grt", BY_GRANT), ("brk", BY_BROKEN_GLASS))
        if SHORT[short] in line.standings
        for slot in SLOTS
    )
    return "".join(chain([rules], by_standing, without, by_grant))


def standings_for(line: Line) -> frozenset[Standing]:
    """Return whom the line names by who they are."""
    return line.standings - {SHORT["grt"], SHORT["brk"]}


def _actions(line: Line) -> Iterable[Mapping[str, object]]:
    groups = {
        "closed to the recused": bool({"health", "legal"} & {*line.opens})
        or "involved" in line.marks,
        "left to the recused": "despite" in line.marks,
        "after a second factor": "factor" in line.marks,
    }
    parents = [_named("Action", group) for group, holds in groups.items() if holds]
    yield {"uid": _named("Action", line.request), "attrs": {}, "parents": parents}
    for group in groups:
        yield {"uid": _named("Action", group), "attrs": {}, "parents": []}


def _asked(question: Question) -> dict[str, object]:
    context: dict[str, object] = {
        "standings": [each.value for each in question.standings],
        "purpose": "any" if question.purpose is None else question.purpose.value,
        "recused": question.recused,
        "now": int(question.now.timestamp()),
    }
    if question.factor_at is not None:
        context["factor_at"] = int(question.factor_at.timestamp())
    for slot, grant in zip(SLOTS, question.grants, strict=False):
        context[slot] = {
            "by_glass": grant.is_glass,
            "purpose": grant.purpose.value,
            "compartments": [each.value for each in grant.compartments],
            "until": int(grant.until_at.timestamp()),
        }
    return {
        "principal": _named("Person", "somebody"),
        "action": _named("Action", question.request),
        "resource": _named("Child", "a child"),
        "context": context,
    }


def _named(kind: str, name: str) -> dict[str, str]:
    return {"type": kind, "id": str(name)}


def _list(words: Iterable[str]) -> str:
    return json.dumps(sorted(str(each) for each in words))
