"""Example values for the pages about versions of the rules."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.view_models.forms import Choice, FieldError, Form, typed
from api.view_models.rule_sets import (
    ChangesOfGroup,
    CompareRulesPage,
    DecideRulesPage,
    FieldsOfGroup,
    PreviewRulesPage,
    ProposeRulesPage,
    RuleChange,
    RuleField,
    RuleNumber,
    RuleSetPage,
    RulesPage,
    VersionLine,
)
from api.view_models.shell import PageModel
from domain.ruleset.parameters import PARAMETERS, RuleGroup
from domain.ruleset.state import RuleSetStage
from domain.ruleset.values import RuleUnit
from domain.shared import RuleSetId
from tests import examples as e
from tests.api.showcases.showcase import LONG_NAME, MARKUP

KEY = RuleSetId(e.example_id(973))
RED = "clocks.by_level.red.taken"
LINE = VersionLine(
    number=2,
    stage=RuleSetStage.PROPOSED,
    rule_set_id=KEY,
    from_on=date(2026, 4, 1),
    proposed_by="示例科长",
    why="五分钟内都有人接手" + MARKUP,
)
FIRST = VersionLine(number=1, stage=RuleSetStage.IN_FORCE)
ENDED = replace(
    LINE,
    number=3,
    stage=RuleSetStage.REFUSED,
    proposed_by="",
    decided_by=LONG_NAME + MARKUP,
    decided_why="医院来不及",
)
CHANGES = (
    ChangesOfGroup(
        group=RuleGroup.CRISIS,
        changes=(
            RuleChange(
                name=RED,
                before=RuleNumber(text="10", unit=RuleUnit.MINUTES),
                after=RuleNumber(text="5", unit=RuleUnit.MINUTES),
                in_force=RuleNumber(text="8", unit=RuleUnit.MINUTES),
            ),
            RuleChange(
                name="clocks.by_level.yellow.taken",
                before=None,
                after=RuleNumber(text="240", unit=RuleUnit.MINUTES),
            ),
        ),
    ),
    ChangesOfGroup(
        group=RuleGroup.CARE,
        changes=(
            RuleChange(
                name="terms.2",
                before=RuleNumber(text="2-20 ~ 7-5", unit=RuleUnit.MONTH_DAYS),
                after=RuleNumber(text="2-25 ~ 7-10", unit=RuleUnit.MONTH_DAYS),
            ),
        ),
    ),
)
GROUPS = tuple(
    FieldsOfGroup(
        group=group,
        fields=tuple(
            RuleField(name=each.name, units=each.units, bounds=each.bounds, source=each.source)
            for each in PARAMETERS
            if each.group is group
        ),
        is_open=group is RuleGroup.CRISIS,
    )
    for group in (RuleGroup.CRISIS, RuleGroup.HOSPITAL)
)
HIDDEN = {"rule_set_id": str(KEY), "from_version": "1", RED: "11"}
WRONG = Form(
    typed(**HIDDEN),
    (
        FieldError(field=RED, code="rule_too_high", parameters={"at_most": 10}),
        FieldError(field="why", code="required"),
    ),
)
PROPOSING = ProposeRulesPage(groups=GROUPS, from_number=1, form=Form(typed(**HIDDEN)))
SETTLING = DecideRulesPage(
    line=LINE,
    rule_set_id=KEY,
    act="APPROVE_RULES",
    groups=CHANGES,
    from_number=1,
    form=Form(typed(from_on="2026-04-01")),
)
SHOWN = RuleSetPage(
    line=LINE, rule_set_id=KEY, from_number=1, groups=CHANGES, may_decide=True, may_withdraw=True
)

PAGES: Mapping[str, PageModel] = {
    "rules": RulesPage(lines=(ENDED, LINE, FIRST), may_propose=True),
    "rule-set": SHOWN,
    "rule-set-of-mine": replace(
        SHOWN, line=ENDED, groups=(), may_decide=False, may_withdraw=False, waits_for_other=True
    ),
    "propose-rules": PROPOSING,
    "propose-rules-wrong": replace(PROPOSING, form=WRONG),
    "preview-rules": PreviewRulesPage(
        groups=CHANGES,
        from_number=1,
        from_on=date(2026, 4, 1),
        why="示例" + MARKUP,
        form=Form(typed(**HIDDEN)),
    ),
    "approve-rules": SETTLING,
    "refuse-rules": replace(
        SETTLING,
        act="REFUSE_RULES",
        form=Form(errors=(FieldError(field="", code="rule_set_already_decided"),)),
    ),
    "withdraw-rules": replace(SETTLING, act="WITHDRAW_RULES", form=Form()),
    "compare-rules": CompareRulesPage(
        choices=(Choice(value="2", label="", version=2), Choice(value="1", label="", version=1)),
        before=FIRST,
        after=LINE,
        groups=CHANGES,
        form=Form(typed(one="1", other="2")),
    ),
}
