"""The permanent names of stored facts of access beyond a duty: only ever added to."""

from domain.grants.facts import (
    AccessAnswerOverdue,
    AccessApproved,
    AccessDenied,
    AccessReasonWritten,
    AccessRequested,
    AccessRevoked,
    AnswerSeen,
    GlassBreakCounted,
    GlassBreakReviewed,
    GlassBreakTold,
    GlassBroken,
    GlassClosed,
    GlassReviewOverdue,
)
from domain.shared import Compartment
from infrastructure.log.event_names import EventName


def _care(name: str, fact: type[object]) -> EventName:
    return EventName(name, fact, Compartment.CARE, "child_id", "child_id")


def _health(name: str, fact: type[object]) -> EventName:
    return EventName(name, fact, Compartment.HEALTH, "child_id", "child_id")


def _of_person(name: str, fact: type[object]) -> EventName:
    return EventName(name, fact, Compartment.ORGANISATION, "person_id", "person_id")


GRANT_NAMES = (
    _care("grants.access_requested.1", AccessRequested),
    _health("grants.access_reason_written.1", AccessReasonWritten),
    _care("grants.access_approved.1", AccessApproved),
    _care("grants.access_denied.1", AccessDenied),
    _care("grants.access_revoked.1", AccessRevoked),
    _care("grants.glass_broken.1", GlassBroken),
    _of_person("grants.glass_break_counted.1", GlassBreakCounted),
    _care("grants.glass_closed.1", GlassClosed),
    _care("grants.glass_break_reviewed.1", GlassBreakReviewed),
    _care("grants.access_answer_overdue.1", AccessAnswerOverdue),
    _care("grants.glass_review_overdue.1", GlassReviewOverdue),
    _care("grants.answer_seen.1", AnswerSeen),
    _care("grants.glass_break_told.1", GlassBreakTold),
)
