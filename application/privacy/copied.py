"""The parts of a copy for a family that differ from the facts: whatever is left out of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from application.care_files.contacts import talk_now, visit_now
from application.ports import History
from application.privacy.disclosures import disclosures_in, tells_of_case
from application.privacy.rights import RightsRequest
from application.showing import end_of
from application.states import pairing_state, visits_state
from domain.care.facts import CareLevelAssessed
from domain.children.facts import CarerRecorded, CarerStanding
from domain.codelists import LegalBasis, Processing
from domain.disclosures.facts import DataKind
from domain.pairing.facts import MentorKind
from domain.pairing.state import ends_on
from domain.ruleset import RuleSet
from domain.shared import ChildId, PersonId, VerifiedBy
from domain.visits.facts import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class CarerCopied:
    """A carer as told to whoever asks; only of `is_own` how the telephone ends.

    How to reach somebody else is left out: one parent may have to be safe from the other.
    """

    name: str
    relation_code: str
    standing: CarerStanding
    as_of_on: date
    verified_by: VerifiedBy
    is_own: bool = False
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelCopied:
    """A care level without the words in which it was explained."""

    level: int
    assessed_by: PersonId
    assessed_on: date
    next_review_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorCopied:
    """Who looked out for the child, until the day that was said last; not how they were vetted."""

    mentor_id: PersonId
    mentor_kind: MentorKind
    is_lead: bool
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactCopied:
    """That somebody came or talked, without what they noted."""

    is_talk: bool
    started_at: datetime
    outcome: Outcome
    by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureCopied:
    """To whom something was handed, what, and on what it rests (个人信息保护法 §23)."""

    recipient: str
    kinds: tuple[DataKind, ...]
    basis: LegalBasis
    processing: Processing | None
    disclosed_on: date
    keep_until_on: date


def carers_copied(
    carers: Iterable[CarerRecorded], request: RightsRequest
) -> tuple[CarerCopied, ...]:
    """Return the carers as told to whoever asks, known among them by name and relation."""
    named = request.requester
    asker = (named.name, request.requested.relation_code) if named else None
    return tuple(
        CarerCopied(
            name=each.name,
            relation_code=each.relation_code,
            standing=each.standing,
            as_of_on=each.as_of_on,
            verified_by=each.verified_by,
            is_own=is_own,
            phone=end_of(each.phone) if is_own else None,
        )
        for each in carers
        for is_own in [(each.name, each.relation_code) == asker]
    )


def levels_copied(history: History) -> tuple[LevelCopied, ...]:
    """Return every care level that was set."""
    facts = (each.fact for each in history.recorded)
    return tuple(
        LevelCopied(
            level=each.level,
            assessed_by=each.assessed_by,
            assessed_on=each.assessed_on,
            next_review_on=each.next_review_on,
        )
        for each in facts
        if isinstance(each, CareLevelAssessed)
    )


def mentors_copied(history: History, child_id: ChildId, rules: RuleSet) -> tuple[MentorCopied, ...]:
    """Return every mentor of the child, earliest first."""
    state = pairing_state(history, child_id)
    current = {each.pairing_id: each for each in state.active}
    lead_id = state.lead.pairing_id if state.lead else None
    return tuple(
        MentorCopied(
            mentor_id=each.mentor_id,
            mentor_kind=each.mentor_kind,
            is_lead=key == lead_id,
            from_on=each.from_on,
            until_on=state.ended[key].ended_on
            if key in state.ended
            else ends_on(current[key], rules),
        )
        for key, each in state.paired.items()
    )


def contacts_copied(history: History, child_id: ChildId) -> tuple[ContactCopied, ...]:
    """Return every visit and talk as it stands corrected, earliest first."""
    state = visits_state(history, child_id)
    visits = (visit_now(each) for each in state.visits.values())
    talks = (talk_now(each) for each in state.talks.values())
    found = [
        *(
            ContactCopied(
                is_talk=False, started_at=each.started_at, outcome=each.outcome, by=each.visited_by
            )
            for each in visits
        ),
        *(
            ContactCopied(
                is_talk=True, started_at=each.started_at, outcome=each.outcome, by=each.talked_by
            )
            for each in talks
        ),
    ]
    return tuple(sorted(found, key=lambda each: each.started_at))


def disclosures_copied(history: History, child_id: ChildId) -> tuple[DisclosureCopied, ...]:
    """Return what was handed to others, earliest learned first, without what tells of a case."""
    said = (each.disclosed for each in disclosures_in(history, child_id))
    return tuple(
        DisclosureCopied(
            recipient=each.recipient,
            kinds=each.kinds,
            basis=each.basis,
            processing=each.processing,
            disclosed_on=each.disclosed_on,
            keep_until_on=each.keep_until_on,
        )
        for each in said
        if not tells_of_case(each)
    )
