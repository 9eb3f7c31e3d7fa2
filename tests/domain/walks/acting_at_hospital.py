"""The part of a walk in which a child is referred, and hospitals say what becomes of it."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from domain.access.requests import Request as Asking
from domain.codelists import ConsentMeans
from domain.referrals.family.consent_facts import PupilWish
from domain.referrals.hospital.at_hospital import (
    DeclineReferral,
    RecordAbsence,
    RecordAttendance,
    SetAppointment,
)
from domain.referrals.hospital.declining import decline_referral
from domain.referrals.hospital.hospital_facts import DeclineReason
from domain.referrals.hospital.referring import (
    acknowledge_referral,
    issue_referral,
    propose_referral,
)
from domain.referrals.hospital.sending import (
    AcknowledgeReferral,
    Consent,
    IssueReferral,
    ProposeReferral,
)
from domain.referrals.hospital.visiting import record_absence, record_attendance, set_appointment
from domain.referrals.rules import Answer
from domain.referrals.state import CaseState
from domain.shared import (
    AppointmentId,
    AttendanceId,
    ConsentId,
    DeclineId,
    OrganisationId,
    PersonId,
    ReferralId,
)
from tests.case_examples import CASE, HOSPITAL, OTHER_HOSPITAL
from tests.domain.walks.referring import (
    OF_HOSPITAL,
    OneCase,
    hospitals,
    hours_ago,
    is_sent,
    liaisons,
    relations,
    whoever,
    yes_or_no,
)
from tests.examples import RULES
from tests.hospital_examples import THIRD_HOSPITAL

WITHIN_REACH = (HOSPITAL, OTHER_HOSPITAL, THIRD_HOSPITAL)
also_for = st.sampled_from([(), (OTHER_HOSPITAL,), (OTHER_HOSPITAL, THIRD_HOSPITAL)])


class ActingAtHospital(OneCase):
    """What a referral rests on, and what comes of it."""

    @rule(by=whoever)
    def propose(self, by: PersonId | None) -> None:
        person = self.someone(by)
        request = ProposeReferral(case_id=CASE, why="连续两周情绪低落。")
        self.act(
            person,
            Asking.PROPOSE_REFERRAL,
            lambda state: propose_referral(state, request, by=person),
        )

    # ── on what it rests ─────────────────────────────────────────────────────────────────────────

    def issue(self, by: PersonId | None, request: IssueReferral) -> None:
        person, now, since = self.someone(by), self.now, len(self.happened)

        def decide(state: CaseState) -> Answer:
            mine = [e.fact for e in self.happened[since : since + 4] if e.at == now]
            before = mine if len(self.happened) > since else ()
            return issue_referral(state, request, by=person, now=now, rules=RULES, before=before)

        self.act(person, Asking.ISSUE_REFERRAL, decide)

    @rule(by=whoever, to=hospitals, hours=hours_ago, relation=relations, also_for=also_for)
    def refer_on_consent(
        self,
        by: PersonId | None,
        to: OrganisationId,
        hours: int,
        relation: str,
        also_for: tuple[OrganisationId, ...],
    ) -> None:
        consent = Consent(
            consent_id=ConsentId(self.new_id()),
            name="示例家长",
            relation_code=relation,
            is_guardian=False,
            means=ConsentMeans.SIGNED,
            given_at=self.ago(hours),
            wish=PupilWish.WANTS,
            also_for=also_for,
            not_suspected=self.made_sure,
        )
        self.issue(by, self.referral(to, consent=consent))

    @precondition(lambda self: self.state.consents)
    @rule(data=st.data(), by=whoever, to=hospitals)
    def refer_on_earlier_consent(
        self, data: st.DataObject, by: PersonId | None, to: OrganisationId
    ) -> None:
        consent_id = data.draw(st.sampled_from([*self.state.consents]))
        self.issue(by, self.referral(to, consent_id=consent_id))

    @rule(by=whoever, to=hospitals)
    def refer_in_danger(self, by: PersonId | None, to: OrganisationId) -> None:
        self.issue(by, self.referral(to, danger="站在楼顶。"))

    @rule(by=whoever, to=hospitals)
    def refer_on_nothing(self, by: PersonId | None, to: OrganisationId) -> None:
        self.issue(by, self.referral(to))

    def referral(
        self,
        to: OrganisationId,
        *,
        consent: Consent | None = None,
        consent_id: ConsentId | None = None,
        danger: str | None = None,
    ) -> IssueReferral:
        return IssueReferral(
            case_id=CASE,
            hospital_id=to,
            referral_id=ReferralId(self.new_id()),
            consent=consent,
            consent_id=consent_id,
            danger=danger,
        )

    # ── what the hospital says ───────────────────────────────────────────────────────────────────

    @precondition(is_sent)
    @rule(by=liaisons)
    def acknowledge(self, by: PersonId | None) -> None:
        person = self.liaison(by)
        request, own = AcknowledgeReferral(case_id=CASE), OF_HOSPITAL[person]
        self.act(
            person,
            Asking.ACKNOWLEDGE_REFERRAL,
            lambda state: acknowledge_referral(state, request, by=person, hospital_id=own),
        )

    @precondition(is_sent)
    @rule(by=liaisons, reach=st.sampled_from([(), WITHIN_REACH]))
    def decline(self, by: PersonId | None, reach: tuple[OrganisationId, ...]) -> None:
        person = self.liaison(by)
        own = OF_HOSPITAL[person]
        request = DeclineReferral(
            case_id=CASE, decline_id=DeclineId(self.new_id()), reason=DeclineReason.NO_BED
        )
        self.act(
            person,
            Asking.DECLINE_REFERRAL,
            lambda state: decline_referral(
                state, request, by=person, hospital_id=own, within_reach=reach
            ),
        )

    @precondition(is_sent)
    @rule(by=liaisons, in_hours=st.sampled_from([-1, 2, 30]))
    def appoint(self, by: PersonId | None, in_hours: int) -> None:
        person, now = self.liaison(by), self.now
        own = OF_HOSPITAL[person]
        request = SetAppointment(
            case_id=CASE, appointment_id=AppointmentId(self.new_id()), at=self.ago(-in_hours)
        )
        self.act(
            person,
            Asking.ARRANGE_VISIT,
            lambda state: set_appointment(state, request, by=person, hospital_id=own, now=now),
        )

    @precondition(is_sent)
    @rule(by=liaisons, hours=hours_ago, came=yes_or_no)
    def see_or_miss_the_child(self, by: PersonId | None, hours: int, came: bool) -> None:
        person, now, visit_id = self.liaison(by), self.now, AttendanceId(self.new_id())
        own = OF_HOSPITAL[person]
        seen = RecordAttendance(case_id=CASE, attendance_id=visit_id, attended_at=self.ago(hours))
        missed = RecordAbsence(case_id=CASE, attendance_id=visit_id)

        def decide(state: CaseState) -> Answer:
            if came:
                return record_attendance(
                    state, seen, by=person, hospital_id=own, now=now, rules=RULES
                )
            return record_absence(state, missed, by=person, hospital_id=own, now=now, rules=RULES)

        self.act(person, Asking.ARRANGE_VISIT, decide)
