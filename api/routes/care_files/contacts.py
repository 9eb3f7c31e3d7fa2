"""The bodies of visits and talks, as logged and as corrected."""

from pydantic import Field

from api.routes.fields import Body, Day, Flag, Moment, Number
from domain.shared import PersonId
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


class ObservationBody(Body):
    area: Area
    grade: Grade


class HomeVisitBody(Body):
    """A home visit; `words` are the child's own, kept as a fact apart."""

    visited_by: PersonId
    started_at: Moment
    means: VisitMeans
    outcome: Outcome
    child_seen: Flag
    spoke_alone: Flag
    carer_seen: Flag
    minutes: Number | None = None
    companions: tuple[Companion, ...] = ()
    observations: tuple[ObservationBody, ...] = ()
    needs: tuple[Need, ...] = ()
    note: str | None = Field(default=None, repr=False)
    next_visit_on: Day | None = None
    words: str | None = Field(default=None, repr=False)

    def visit(self) -> HomeVisit:
        """Return the content without the child's words."""
        return HomeVisit(
            visited_by=self.visited_by,
            started_at=self.started_at,
            means=self.means,
            outcome=self.outcome,
            child_seen=self.child_seen,
            spoke_alone=self.spoke_alone,
            carer_seen=self.carer_seen,
            minutes=self.minutes,
            companions=self.companions,
            observations=tuple(
                Observation(area=each.area, grade=each.grade) for each in self.observations
            ),
            needs=self.needs,
            note=self.note,
            next_visit_on=self.next_visit_on,
        )


class HomeVisitLog(HomeVisitBody):
    """`entered_at` is when the form was filled in, where the device knows."""

    entered_at: Moment | None = None


class HomeVisitCorrection(HomeVisitBody):
    """The whole new content, and why; without `words` the words stay as they are."""

    why: str = Field(repr=False)


class TalkBody(Body):
    """A talk; `notes` are kept as a fact apart."""

    talked_by: PersonId
    started_at: Moment
    means: TalkMeans
    outcome: Outcome
    minutes: Number | None = None
    topics: tuple[Topic, ...] = ()
    mood: Grade | None = None
    needs: tuple[Need, ...] = ()
    next_talk_on: Day | None = None
    notes: str | None = Field(default=None, repr=False)

    def talk(self) -> Talk:
        """Return the content without the notes."""
        return Talk(
            talked_by=self.talked_by,
            started_at=self.started_at,
            means=self.means,
            outcome=self.outcome,
            minutes=self.minutes,
            topics=self.topics,
            mood=self.mood,
            needs=self.needs,
            next_talk_on=self.next_talk_on,
        )


class TalkLog(TalkBody):
    """`entered_at` is when the form was filled in, where the device knows."""

    entered_at: Moment | None = None


class TalkCorrection(TalkBody):
    """The whole new content, and why; without `notes` the notes stay as they are."""

    why: str = Field(repr=False)
