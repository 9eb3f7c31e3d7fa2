"""The way of an invented case as far as the hospital and what it tells; each act by its moment."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from application.crisis.hospital import at_hospital, feedback, referring
from application.crisis.school import aftercare, families, levels
from application.crisis.worries import referrals
from application.ports import Ledger
from domain.codelists import ConsentMeans
from domain.referrals.facts import Sign, Situation
from domain.referrals.family.consent_facts import PupilWish
from domain.referrals.family.guardian_facts import TellingMeans
from domain.referrals.family.guardian_state import InformGuardian
from domain.referrals.hospital.at_hospital import RecordAttendance, SetAppointment
from domain.referrals.hospital.feedback import Authorisation, GiveFeedback
from domain.referrals.hospital.feedback_facts import Fitness, Support
from domain.referrals.hospital.sending import AcknowledgeReferral, Consent, IssueReferral
from domain.referrals.levels.level_facts import AssessmentMethod, CrisisLevel
from domain.referrals.levels.level_state import AssessCrisis
from domain.referrals.returning.aftercare_facts import FollowUpOutcome
from domain.referrals.returning.aftercare_state import RecordFollowUp
from domain.referrals.state import RaiseConcern, TakeConcern
from domain.shared import (
    AppointmentId,
    AssessmentId,
    AttendanceId,
    CaseId,
    ChildId,
    ConsentId,
    FeedbackId,
    FollowUpId,
    ReferralId,
    TakingId,
    TellingId,
)
from infrastructure.demo.caseload import Act
from infrastructure.demo.invented import demo_id
from infrastructure.demo.staffing import HOSPITAL_ID, Colleague

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
_DANGER = "放学后独自站在楼顶边上,被老师拉回。"
_MOTHER = "示例母亲"


_ALL_OF_IT = 2**62
"""Whoever takes a case has seen whatever stands in the log by then."""


@dataclass(frozen=True, slots=True)
class Way:
    """One case and its people; each step is told by how long after the worry it is."""

    number: int
    child_id: ChildId
    people: dict[str, Colleague]
    began_at: datetime

    @property
    def case_id(self) -> CaseId:
        """The id of the case."""
        return CaseId(self.id("case"))

    def id(self, what: str, *parts: object) -> UUID:
        """Return the id of something of this case, the same in every demo."""
        return demo_id(what, self.number, *parts)

    def act(self, after: timedelta, step: Callable[[Ledger, datetime], object]) -> Act:
        """Return a step with its moment."""
        return self.began_at + after, step

    def to_hospital(self, level: CrisisLevel) -> Iterator[Act]:
        """Yield the steps from the worry to the receipt by the hospital."""
        case, is_red = self.case_id, level is CrisisLevel.RED
        teacher, lead, liaison = (
            self.people[each].actor for each in ("teacher", "lead", "liaison")
        )
        raised = RaiseConcern(
            case_id=case,
            child_id=self.child_id,
            situation=Situation.LIFE_IN_DANGER if is_red else Situation.SOMEWHAT_WORRIED,
            signs=(Sign.SUDDEN_CHANGE, Sign.SLEEP_OR_APPETITE),
            heard="说晚上睡不着,不想见人。",
        )
        sent = IssueReferral(
            case_id=case,
            hospital_id=HOSPITAL_ID,
            referral_id=ReferralId(self.id("referral")),
            consent=None if is_red else self._consent(self.began_at + 30 * MINUTE),
            danger=_DANGER if is_red else None,
        )
        received = AcknowledgeReferral(case_id=case)
        yield self.act(0 * MINUTE, lambda to, at: referrals.raise_concern(to, teacher, raised, at))
        yield self.taken(5 * MINUTE)
        yield self.assessed(20 * MINUTE, level)
        if level is CrisisLevel.ORANGE:
            yield self.taken(25 * MINUTE, anew=True)
        yield self._family_told(30 * MINUTE)
        yield self.act(40 * MINUTE, lambda to, at: referring.issue_referral(to, lead, sent, at))
        yield self.act(
            60 * MINUTE, lambda to, at: referring.acknowledge_referral(to, liaison, received, at)
        )

    def taken(self, after: timedelta, *, anew: bool = False) -> Act:
        """Return that the lead takes the case; anew once somebody else found it graver."""
        lead, name = self.people["lead"].actor, "taking-anew" if anew else "taking"
        taking_id = TakingId(self.id(name))
        request = TakeConcern(case_id=self.case_id, taking_id=taking_id, seen=_ALL_OF_IT)
        return self.act(after, lambda to, at: referrals.take_concern(to, lead, request, at))

    def assessed(self, after: timedelta, level: CrisisLevel) -> Act:
        """Return that somebody found how severe it is; a level above the one before holds."""
        actor = self.people["psychology"].actor
        request = AssessCrisis(
            case_id=self.case_id,
            assessment_id=AssessmentId(self.id("assessment", level.value)),
            level=level,
            methods=(AssessmentMethod.TALK_WITH_CHILD, AssessmentMethod.OBSERVATION),
            child_seen=True,
            assessed_at=self.began_at + after,
            why="谈过,孩子愿意说。",
        )
        return self.act(after, lambda to, at: levels.assess_crisis(to, actor, request, at))

    def appointed(self, after: timedelta, on: datetime) -> Act:
        """Return that the hospital says when it sees the child."""
        liaison = self.people["liaison"].actor
        request = SetAppointment(
            case_id=self.case_id, appointment_id=AppointmentId(self.id("appointment")), at=on
        )
        return self.act(after, lambda to, at: at_hospital.set_appointment(to, liaison, request, at))

    def seen(self, after: timedelta, fitness: Fitness) -> Iterator[Act]:
        """Yield that the child came, and what the hospital told the school."""
        liaison, seen_at = self.people["liaison"].actor, self.began_at + after
        came = RecordAttendance(
            case_id=self.case_id,
            attendance_id=AttendanceId(self.id("attendance")),
            attended_at=seen_at,
        )
        needs = fitness is Fitness.NEEDS_SUPPORT
        told = GiveFeedback(
            case_id=self.case_id,
            feedback_id=FeedbackId(self.id("feedback")),
            fitness=fitness,
            supports=(Support.CONTACT_PERSON, Support.LESS_HOMEWORK) if needs else (),
            authorisation=None if fitness is Fitness.NO_STATEMENT else _let(seen_at),
        )
        yield self.act(after, lambda to, at: at_hospital.record_attendance(to, liaison, came, at))
        yield self.act(after + HOUR, lambda to, at: feedback.give_feedback(to, liaison, told, at))

    def followed_up(self, *after: timedelta) -> Iterator[Act]:
        """Yield that somebody looked after the child, each time so long after the worry."""
        return (self._followed_up(number, each) for number, each in enumerate(after))

    def _followed_up(self, number: int, after: timedelta) -> Act:
        actor = self.people["psychology"].actor
        request = RecordFollowUp(
            case_id=self.case_id,
            follow_up_id=FollowUpId(self.id("follow-up", number)),
            done_at=self.began_at + after,
            outcome=FollowUpOutcome.STEADY,
            child_seen=True,
            note="肯说话了,吃得也好些。" if number else None,
        )
        return self.act(after, lambda to, at: aftercare.record_follow_up(to, actor, request, at))

    def _family_told(self, after: timedelta) -> Act:
        lead = self.people["lead"].actor
        request = InformGuardian(
            case_id=self.case_id,
            telling_id=TellingId(self.id("telling")),
            name=_MOTHER,
            relation_code="52",
            is_guardian=True,
            means=TellingMeans.IN_PERSON,
            informed_at=self.began_at + after,
        )
        return self.act(after, lambda to, at: families.inform_guardian(to, lead, request, at))

    def _consent(self, given_at: datetime) -> Consent:
        return Consent(
            consent_id=ConsentId(self.id("consent")),
            name=_MOTHER,
            relation_code="52",
            is_guardian=True,
            means=ConsentMeans.SIGNED,
            given_at=given_at,
            wish=PupilWish.WANTS,
        )


def _let(at: datetime) -> Authorisation:
    return Authorisation(
        name=_MOTHER,
        relation_code="52",
        is_guardian=True,
        means=ConsentMeans.SIGNED,
        authorised_at=at,
    )
