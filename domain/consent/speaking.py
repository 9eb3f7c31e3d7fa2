"""Who speaks for a child, and whether what is written down of it can be so."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from domain.codelists import RELATIONS, ConsentMeans, SpokenBy
from domain.consent.facts import Said, SpeakerNamed
from domain.days import age_in_years, local_day, require_not_before_birth
from domain.errors import Invalid, RuleBroken
from domain.ruleset import RuleSet
from domain.shared import ChildId, ConsentId, PersonId
from domain.text import NAME_AT_MOST, one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """Who writes an answer down and when, and when the child was born."""

    by: PersonId
    now: datetime
    born_on: date


def as_said(said: Said) -> Said:
    """Return it with the moment in UTC, and nothing of it that cannot be of a child's own word.

    Raises: Invalid for a time without zone.
    """
    if said.said_at.tzinfo is None:
        raise Invalid("time_without_zone", "said_at")
    at = said.said_at.astimezone(UTC)
    if said.spoken_by is SpokenBy.CHILD:
        return replace(said, said_at=at, relation_code=None, authorised_on=None)
    return replace(said, said_at=at)


def named(
    child_id: ChildId, consent_id: ConsentId, said: Said, name: str | None
) -> tuple[SpeakerNamed, ...]:
    """Return the fact that names who spoke; a child is known. Raises: Invalid without a name."""
    if said.spoken_by is SpokenBy.CHILD:
        return ()
    named = one_line(name or "", field="speaker_name", at_most=NAME_AT_MOST)
    return (SpeakerNamed(child_id=child_id, consent_id=consent_id, name=named),)


def require_sayable(said: Said, heard: Hearing, rules: RuleSet) -> None:
    """Raises: Invalid when nobody can have said it so: a time ahead, no relation, no witness."""
    if said.said_at > heard.now + timedelta(minutes=rules.future_tolerance_minutes):
        raise Invalid("in_future", "said_at")
    require_not_before_birth(local_day(said.said_at), heard.born_on, field="said_at")
    if said.spoken_by is not SpokenBy.CHILD and said.relation_code not in RELATIONS:
        code = "unknown_code" if said.relation_code else "required"
        raise Invalid(code, "relation_code")
    if said.means is ConsentMeans.PHONE_TWO_STAFF and said.witness_id in (None, heard.by):
        raise Invalid("required", "witness_id")


def require_theirs(said: Said, born_on: date, rules: RuleSet) -> None:
    """Raises: RuleBroken when this person cannot consent for the child (个人信息保护法 §31)."""
    years = rules.own_consent_from_years
    old_enough = age_in_years(born_on, local_day(said.said_at), rules.birthday) >= years
    if old_enough and said.spoken_by is not SpokenBy.CHILD:
        raise RuleBroken("child_consents_alone", field="spoken_by", years=years)
    if not old_enough and said.spoken_by is SpokenBy.CHILD:
        raise RuleBroken("too_young_to_consent", field="spoken_by", years=years)
    if said.spoken_by is SpokenBy.ENTRUSTED_CARER and (
        said.authorised_on is None or said.authorised_on > local_day(said.said_at)
    ):
        raise RuleBroken("carer_not_authorised", field="authorised_on")
