"""Versions of the rules and their numbers as pages show them, and as they are typed."""

import re
from collections.abc import Iterable
from itertools import groupby

from api.view_models.rule_sets import ChangesOfGroup, RuleChange, RuleNumber, VersionLine
from application.rule_sets.seeing import ShownVersion, ShownVersions
from domain.ruleset.comparing import RuleDifference
from domain.ruleset.facts import RuleSetRefused
from domain.ruleset.values import RuleUnit, RuleValue

# Digits, and what people put between several of them. Signs and points stand in dates alone: "-4"
# days is no 4, nor is "1.5" two numbers.
SEVERAL = re.compile(r"[\d\s,，、]+", re.ASCII)
DATES = re.compile(r"[\d\s,，、.\-~～/月日至到]+", re.ASCII)
_NUMBER = re.compile(r"\d+", re.ASCII)
_DIGITS_AT_MOST = 4
_NUMBERS_AT_MOST = 100


def text_of(value: RuleValue) -> str:
    """Return the numbers as they are typed, too."""
    if value.unit is RuleUnit.MONTH_DAYS:
        month, day, last_month, last_day = value.numbers
        return f"{month}-{day} ~ {last_month}-{last_day}"
    return ", ".join(map(str, value.numbers))


def numbers_in(text: str, unit: RuleUnit) -> tuple[int, ...] | None:
    """Return the numbers that were typed; None for what is none."""
    form = DATES if unit is RuleUnit.MONTH_DAYS else SEVERAL
    found = _NUMBER.findall(text)
    is_short = len(found) <= _NUMBERS_AT_MOST and all(len(e) <= _DIGITS_AT_MOST for e in found)
    return tuple(map(int, found)) if form.fullmatch(text) and is_short else None


def number_of(value: RuleValue | None) -> RuleNumber | None:
    """Return a number as it is shown."""
    return RuleNumber(text=text_of(value), unit=value.unit) if value else None


def groups_of(
    found: Iterable[RuleDifference], in_force: Iterable[RuleValue] = ()
) -> tuple[ChangesOfGroup, ...]:
    """Return what differs, by what belongs together, beside the numbers that are `in_force`."""
    now = {each.name: each for each in in_force}
    return tuple(
        ChangesOfGroup(
            group=group,
            changes=tuple(
                RuleChange(
                    name=each.name,
                    before=number_of(each.before),
                    after=number_of(each.after),
                    in_force=number_of(now.get(each.name)),
                )
                for each in changes
            ),
        )
        for group, changes in groupby(found, lambda each: each.group)
    )


def line_of(found: ShownVersions, shown: ShownVersion) -> VersionLine:
    """Return a version with who had to do with it."""
    version, names = shown.version, found.names.people
    if version is None:
        return VersionLine(number=shown.number, stage=shown.stage)
    by, why = None, ""
    if version.ended is not None:
        ended = version.ended
        by = ended.refused_by if isinstance(ended, RuleSetRefused) else ended.withdrawn_by
        why = ended.why
    elif version.approved is not None:
        by, why = version.approved.approved_by, version.approved.why
    return VersionLine(
        number=shown.number,
        stage=shown.stage,
        rule_set_id=version.proposed.rule_set_id,
        from_on=shown.from_on,
        proposed_by=names.get(version.proposed.proposed_by, ""),
        decided_by=names.get(by, "") if by else "",
        why=version.proposed.why,
        decided_why=why,
    )
