"""What the pages about versions of the rules show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from api.view_models.forms import Choice, Form
from domain.ruleset.parameters import BoundSource, RuleGroup
from domain.ruleset.state import RuleSetStage
from domain.ruleset.values import RuleUnit
from domain.shared import RuleSetId


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleNumber:
    """One number as it is shown: what stands before its unit."""

    text: str
    unit: RuleUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChange:
    """One number that differs; None where a version does not know it.

    `in_force` is what counts now, where neither of the two versions may be that.
    """

    name: str
    before: RuleNumber | None
    after: RuleNumber | None
    in_force: RuleNumber | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesOfGroup:
    """What differs of numbers that belong together."""

    group: RuleGroup
    changes: tuple[RuleChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One version; the first has neither id nor people."""

    number: int
    stage: RuleSetStage
    rule_set_id: RuleSetId | None = None
    from_on: date | None = None
    proposed_by: str = ""
    decided_by: str = ""
    why: str = ""
    decided_why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesPage:
    """Every version, the latest first."""

    template: ClassVar[str] = "rules.html"
    lines: tuple[VersionLine, ...]
    may_propose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSetPage:
    """One version, what it changes, and what the person may do with it.

    `fits` tells whether it can still be approved: no other version was approved meanwhile.
    """

    template: ClassVar[str] = "rule_set.html"
    line: VersionLine
    rule_set_id: RuleSetId
    from_number: int
    groups: tuple[ChangesOfGroup, ...]
    may_decide: bool = False
    fits: bool = True
    may_withdraw: bool = False
    waits_for_other: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleField:
    """One number to change, with what it may be; `units` to choose from where there are several."""

    name: str
    units: tuple[RuleUnit, ...]
    bounds: Mapping[RuleUnit, tuple[int, int]]
    source: BoundSource


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldsOfGroup:
    """The numbers of one group to change; `is_open` where one of them is wrong."""

    group: RuleGroup
    fields: tuple[RuleField, ...]
    is_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeRulesPage:
    """Fields: each number by its name, from_on, why; hidden rule_set_id and from_version."""

    template: ClassVar[str] = "propose_rules.html"
    groups: tuple[FieldsOfGroup, ...]
    from_number: int
    form: Form

    @property
    def is_stale(self) -> bool:
        """Whether another version was approved since the form was opened: it saves no more."""
        return any(each.code == "rule_set_changed_meanwhile" for each in self.form.errors)

    @property
    def rest(self) -> Form:
        """The form with what is wrong besides the numbers."""
        others = ("", "from_on", "why", "values")
        return Form(self.form.entries, self.form.problems(*others))


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRulesPage:
    """What a proposal would change, before it is made; all that was typed is kept in `form`."""

    template: ClassVar[str] = "preview_rules.html"
    groups: tuple[ChangesOfGroup, ...]
    from_number: int
    from_on: date
    why: str
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideRulesPage:
    """Fields: why, and on approving from_on; `act` is what is to be done, by its address."""

    template: ClassVar[str] = "decide_rules.html"
    line: VersionLine
    rule_set_id: RuleSetId
    act: str
    groups: tuple[ChangesOfGroup, ...]
    from_number: int
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareRulesPage:
    """Two versions side by side: only what differs."""

    template: ClassVar[str] = "compare_rules.html"
    choices: tuple[Choice, ...]
    before: VersionLine
    after: VersionLine
    groups: tuple[ChangesOfGroup, ...]
    form: Form
