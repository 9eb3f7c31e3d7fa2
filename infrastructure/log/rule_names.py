"""The permanent names of what is stored of the rule set: only ever added to."""

from domain.ruleset import facts
from domain.shared import Compartment
from infrastructure.log.event_names import EventName


def _of_the_city(name: str, fact: type[object]) -> EventName:
    return EventName(name, fact, Compartment.ORGANISATION, "city_id", "city_id")


RULE_NAMES = (
    _of_the_city("ruleset.rule_set_proposed.1", facts.RuleSetProposed),
    _of_the_city("ruleset.rule_set_approved.1", facts.RuleSetApproved),
    _of_the_city("ruleset.rule_set_refused.1", facts.RuleSetRefused),
    _of_the_city("ruleset.rule_set_withdrawn.1", facts.RuleSetWithdrawn),
)
