"""What is recorded of versions of the rule set; they are the city's, and no child is in them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.ruleset.values import RuleValue
from domain.shared import CityId, PersonId, RuleSetId

THE_CITY = CityId(UUID("6d5f4f4b-8d0e-5b0c-9a53-0f6e2c1b7a10"))
"""Whose the rules are: one ledger has one rule set, whichever offices come and go in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSetProposed:
    """A version was proposed: all numbers that may be changed, as they would be from a day on.

    `version` is never given to another; `from_version` is that from which it was made.
    """

    city_id: CityId
    rule_set_id: RuleSetId
    version: int
    from_version: int
    from_on: date
    values: tuple[RuleValue, ...]
    why: str
    proposed_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSetApproved:
    """A second person approved a version; it is in force from the beginning of a day on."""

    city_id: CityId
    rule_set_id: RuleSetId
    version: int
    from_on: date
    why: str
    approved_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSetRefused:
    """A second person refused a version; its number stays unused."""

    city_id: CityId
    rule_set_id: RuleSetId
    version: int
    why: str
    refused_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSetWithdrawn:
    """A version was taken back before it was in force: nothing was ever counted by it."""

    city_id: CityId
    rule_set_id: RuleSetId
    version: int
    why: str
    withdrawn_by: PersonId


RuleSetEvent = RuleSetProposed | RuleSetApproved | RuleSetRefused | RuleSetWithdrawn
