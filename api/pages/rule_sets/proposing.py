"""The pages on which somebody changes numbers of the rules, looks at what differs, and proposes."""

import re
from collections.abc import Iterable
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.rule_sets.lines import groups_of, numbers_in, text_of
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.forms import Form, typed
from api.view_models.rule_sets import FieldsOfGroup, PreviewRulesPage, ProposeRulesPage, RuleField
from application.authorisation.opening_forms import open_rule_proposal
from application.rule_sets import changing
from application.rule_sets.seeing import ShownVersion, ShownVersions, rule_sets
from domain.ruleset.comparing import RuleDifference
from domain.ruleset.parameters import PARAMETERS, Parameter, RuleGroup
from domain.ruleset.state import ProposeRuleSet
from domain.ruleset.values import RuleUnit, RuleValue
from domain.shared import RuleSetId

router = APIRouter(include_in_schema=False)

UNIT = ".unit"
FROM = re.compile(r"\d{1,4}", re.ASCII)


class _Looked(Exception):
    """A proposal that somebody wants to look at before they make it."""

    def __init__(self, found: tuple[RuleDifference, ...], request: ProposeRuleSet) -> None:
        super().__init__("to be confirmed")
        self.found = found
        self.request = request


@router.get(paths.PROPOSE_RULES)
def ask(visitor: VisitorDep) -> Response:
    """Show every number of the latest version to change."""
    latest = _versions(visitor).latest
    entries = typed(rule_set_id=str(uuid4()), from_version=str(latest.number))
    return visitor.page(_page(latest.number, Form({**entries, **_entries(latest.values)})))


@router.post(paths.PROPOSE_RULES)
def propose(visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Show what would change; once more sent, propose it."""
    call = visitor.call
    made_from = _made_from(_versions(visitor), fields)
    if fields.yes("edit"):
        return visitor.page(_page(made_from.number, fields.form))

    def save() -> UUID:
        request = _request(fields, made_from)
        fields.require_no_errors()
        if not fields.yes("confirmed"):
            raise _Looked(changing.preview(call.ledger, call.actor, request, call.now), request)
        changing.propose_rule_set(call.ledger, call.actor, request, call.now)
        return request.rule_set_id

    try:
        return take(
            visitor,
            fields,
            save,
            done=lambda key: paths.filled(paths.RULE_SET, rule_set_id=key),
            again=lambda form: _page(made_from.number, form),
        )
    except _Looked as looked:
        return visitor.page(_preview(looked, fields))


def _versions(visitor: Visitor) -> ShownVersions:
    call = visitor.call
    open_rule_proposal(call.ledger, call.actor, call.now)
    return rule_sets(call.ledger, call.actor, call.now)


def _made_from(found: ShownVersions, fields: Fields) -> ShownVersion:
    """Return the version that the form began with: another may have been approved meanwhile."""
    text = fields.text("from_version")
    number = int(text) if FROM.fullmatch(text) else found.latest.number
    return next((each for each in found.versions if each.number == number), found.latest)


def _request(fields: Fields, made_from: ShownVersion) -> ProposeRuleSet:
    before = {each.name: each for each in made_from.values}
    values = [_value(fields, each, before[each.name]) for each in PARAMETERS]
    return ProposeRuleSet(
        rule_set_id=RuleSetId(fields.id("rule_set_id")),
        from_version=made_from.number,
        values=tuple(each for each in values if each is not None and each != before[each.name]),
        from_on=fields.day("from_on"),
        why=fields.needed("why"),
    )


def _value(fields: Fields, parameter: Parameter, before: RuleValue) -> RuleValue | None:
    """Return a number as it was typed; None where nothing was, or nothing that can be read."""
    text = fields.text(parameter.name)
    if not text:
        return None
    unit = fields.maybe_one_of(parameter.name + UNIT, RuleUnit) or before.unit
    numbers = numbers_in(text, unit)
    if numbers is None:
        fields.refuse(parameter.name, "not_a_number")
        return None
    return RuleValue(name=parameter.name, unit=unit, numbers=numbers)


def _entries(values: Iterable[RuleValue]) -> dict[str, tuple[str, ...]]:
    entries: dict[str, tuple[str, ...]] = {}
    for each in values:
        entries[each.name] = (text_of(each),)
        entries[each.name + UNIT] = (each.unit.value,)
    return entries


def _page(from_number: int, form: Form) -> ProposeRulesPage:
    wrong = {each.field for each in form.errors}
    groups = []
    for group in RuleGroup:
        parameters = [each for each in PARAMETERS if each.group is group]
        groups.append(
            FieldsOfGroup(
                group=group,
                fields=tuple(
                    RuleField(name=e.name, units=e.units, bounds=e.bounds, source=e.source)
                    for e in parameters
                ),
                is_open=any(each.name in wrong for each in parameters),
            )
        )
    return ProposeRulesPage(groups=tuple(groups), from_number=from_number, form=form)


def _preview(looked: _Looked, fields: Fields) -> PreviewRulesPage:
    return PreviewRulesPage(
        groups=groups_of(looked.found),
        from_number=looked.request.from_version,
        from_on=looked.request.from_on,
        why=looked.request.why,
        form=fields.form,
    )
