"""What was typed into the forms for visits and talks, as the requests they stand for."""

from uuid import UUID

from api.pages.typed_fields import Fields
from domain.shared import ChildId, CorrectionId, PersonId, TalkId, VisitId
from domain.visits.facts import (
    Area,
    Companion,
    Grade,
    HomeVisit,
    Need,
    Observation,
    Outcome,
    Talk,
    TalkMeans,
    Topic,
    VisitMeans,
)
from domain.visits.state import CorrectHomeVisit, CorrectTalk, LogHomeVisit, LogTalk


def log_visit(fields: Fields, child_id: UUID, me: PersonId) -> LogHomeVisit:
    """Return the request to log a visit. Raises: NotReadable."""
    visit_id, visit = VisitId(fields.id("visit_id")), _visit(fields, me)
    fields.require_no_errors()
    return LogHomeVisit(
        child_id=ChildId(child_id),
        visit_id=visit_id,
        visit=visit,
        words=fields.maybe("words"),
    )


def correct_visit(fields: Fields, child_id: UUID, visit_id: UUID, me: PersonId) -> CorrectHomeVisit:
    """Return the request to correct a visit. Raises: NotReadable."""
    correction_id, visit = CorrectionId(fields.id("correction_id")), _visit(fields, me)
    fields.require_no_errors()
    return CorrectHomeVisit(
        child_id=ChildId(child_id),
        visit_id=VisitId(visit_id),
        correction_id=correction_id,
        visit=visit,
        why=fields.text("why"),
        words=fields.maybe("words"),
    )


def log_talk(fields: Fields, child_id: UUID, me: PersonId) -> LogTalk:
    """Return the request to log a talk. Raises: NotReadable."""
    talk_id, talk = TalkId(fields.id("talk_id")), _talk(fields, me)
    fields.require_no_errors()
    return LogTalk(
        child_id=ChildId(child_id), talk_id=talk_id, talk=talk, notes=fields.maybe("notes")
    )


def correct_talk(fields: Fields, child_id: UUID, talk_id: UUID, me: PersonId) -> CorrectTalk:
    """Return the request to correct a talk. Raises: NotReadable."""
    correction_id, talk = CorrectionId(fields.id("correction_id")), _talk(fields, me)
    fields.require_no_errors()
    return CorrectTalk(
        child_id=ChildId(child_id),
        talk_id=TalkId(talk_id),
        correction_id=correction_id,
        talk=talk,
        why=fields.text("why"),
        notes=fields.maybe("notes"),
    )


def _visit(fields: Fields, me: PersonId) -> HomeVisit:
    return HomeVisit(
        visited_by=PersonId(fields.maybe_id("visited_by") or me),
        started_at=fields.moment("started_on", "started_time", "started_at"),
        means=fields.one_of("means", VisitMeans),
        outcome=fields.one_of("outcome", Outcome),
        child_seen=fields.yes("child_seen"),
        spoke_alone=fields.yes("spoke_alone"),
        carer_seen=fields.yes("carer_seen"),
        minutes=fields.number("minutes"),
        companions=fields.several_of("companions", Companion),
        observations=_observations(fields),
        needs=fields.several_of("needs", Need),
        note=fields.maybe("note"),
        next_visit_on=fields.maybe_day("next_visit_on"),
    )


def _observations(fields: Fields) -> tuple[Observation, ...]:
    graded = ((area, fields.maybe_one_of(f"observed_{area}", Grade)) for area in Area)
    return tuple(Observation(area=area, grade=grade) for area, grade in graded if grade)


def _talk(fields: Fields, me: PersonId) -> Talk:
    return Talk(
        talked_by=PersonId(fields.maybe_id("talked_by") or me),
        started_at=fields.moment("started_on", "started_time", "started_at"),
        means=fields.one_of("means", TalkMeans),
        outcome=fields.one_of("outcome", Outcome),
        minutes=fields.number("minutes"),
        topics=fields.several_of("topics", Topic),
        mood=fields.maybe_one_of("mood", Grade),
        needs=fields.several_of("needs", Need),
        next_talk_on=fields.maybe_day("next_talk_on"),
    )
