"""The part of a walk in which the family is told, or not, and somebody is with the child."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from domain.access.requests import Request as Asking
from domain.codelists import ConsentMeans
from domain.referrals.family.company import Saying, accompany_child, end_accompanying, start_escort
from domain.referrals.family.guardian_facts import (
    OtherGuardianReason,
    TellingMeans,
    WithholdingReason,
)
from domain.referrals.family.guardian_state import (
    AccompanyChild,
    EndAccompanying,
    InformGuardian,
    NoteNotReached,
    OmitOtherGuardian,
    RecordRefusal,
    StartEscort,
    WithholdNotification,
)
from domain.referrals.family.guardians import (
    inform_guardian,
    note_not_reached,
    record_refusal,
    withhold_notification,
)
from domain.referrals.family.other_guardian import omit_other_guardian
from domain.shared import CompanyId, EscortId, PersonId, TellingId
from tests.case_examples import CASE, HOSPITAL
from tests.domain.walks.referring import (
    OneCase,
    hours_ago,
    last,
    people,
    relations,
    whoever,
    yes_or_no,
)
from tests.examples import RULES

WHY = "谈过。"


class TellingTheFamily(OneCase):
    """What is said to the family, and who is physically with the child."""

    def saying(self, by: PersonId) -> Saying:
        return Saying(by=by, now=self.now, kept_out=self.out)

    # ── the family, and who is there ─────────────────────────────────────────────────────────────

    @rule(by=whoever, hours=hours_ago, relation=relations, made_sure=yes_or_no)
    def tell_the_family(
        self, by: PersonId | None, hours: int, relation: str, made_sure: bool
    ) -> None:
        person, now = self.someone(by), self.now
        request = InformGuardian(
            case_id=CASE,
            telling_id=TellingId(self.new_id()),
            name="示例家长",
            relation_code=relation,
            is_guardian=relation != "85",
            means=TellingMeans.PHONE,
            informed_at=self.ago(hours),
            not_suspected=made_sure,
        )
        self.act(
            person,
            Asking.INFORM_GUARDIAN,
            lambda state: inform_guardian(state, request, by=person, now=now, rules=RULES),
        )

    @rule(by=whoever, hours=hours_ago, relation=relations)
    def reach_nobody(self, by: PersonId | None, hours: int, relation: str) -> None:
        person, now = self.someone(by), self.now
        request = NoteNotReached(
            case_id=CASE,
            telling_id=TellingId(self.new_id()),
            relation_code=relation,
            means=TellingMeans.PHONE,
            tried_at=self.ago(hours),
        )
        self.act(
            person,
            Asking.INFORM_GUARDIAN,
            lambda state: note_not_reached(state, request, by=person, now=now, rules=RULES),
        )

    @rule(by=whoever)
    def tell_no_guardian(self, by: PersonId | None) -> None:
        person = self.someone(by)
        reason = WithholdingReason.SUSPECTED_OF_HARM
        request = WithholdNotification(case_id=CASE, reason=reason, why=WHY)
        self.act(
            person,
            Asking.WITHHOLD_NOTIFICATION,
            lambda state: withhold_notification(state, request, by=person),
        )

    @rule(by=whoever, reason=st.sampled_from(OtherGuardianReason))
    def tell_no_other_guardian(self, by: PersonId | None, reason: OtherGuardianReason) -> None:
        person = self.someone(by)
        request = OmitOtherGuardian(
            case_id=CASE, telling_id=TellingId(self.new_id()), reason=reason, why=WHY
        )
        self.act(
            person,
            Asking.WITHHOLD_NOTIFICATION,
            lambda state: omit_other_guardian(state, request, by=person),
        )

    @rule(made_sure=yes_or_no)
    def make_sure(self, made_sure: bool) -> None:
        """Somebody finds out whom the reports mean, or of somebody else that they may."""
        self.made_sure = made_sure

    @rule(by=whoever, hours=hours_ago, relation=relations)
    def hear_no(self, by: PersonId | None, hours: int, relation: str) -> None:
        person, now = self.someone(by), self.now
        request = RecordRefusal(
            case_id=CASE,
            telling_id=TellingId(self.new_id()),
            name="示例家长",
            relation_code=relation,
            is_guardian=False,
            means=ConsentMeans.IN_PERSON,
            refused_at=self.ago(hours),
            why="怕被人议论。",
            not_suspected=self.made_sure,
        )
        self.act(
            person,
            Asking.INFORM_GUARDIAN,
            lambda state: record_refusal(state, request, by=person, now=now, rules=RULES),
        )

    @rule(by=whoever, who=people, hours=hours_ago)
    def escort(self, by: PersonId | None, who: PersonId, hours: int) -> None:
        person, saying = self.someone(by), self.saying(self.someone(by))
        request = StartEscort(
            case_id=CASE,
            escort_id=EscortId(self.new_id()),
            escorted_by=who,
            hospital_id=HOSPITAL,
            started_at=self.ago(hours),
            danger="站在楼顶。",
        )
        self.act(
            person,
            Asking.ACCOMPANY_CHILD,
            lambda state: start_escort(state, request, saying, RULES),
        )

    @rule(by=whoever, who=st.none() | people, relation=relations, made_sure=yes_or_no)
    def be_with_the_child(
        self, by: PersonId | None, who: PersonId | None, relation: str, made_sure: bool
    ) -> None:
        person, saying = self.someone(by), self.saying(self.someone(by))
        request = AccompanyChild(
            case_id=CASE,
            company_id=CompanyId(self.new_id()),
            since_at=self.now,
            with_id=who,
            relation_code=None if who else relation,
            not_suspected=made_sure,
        )
        self.act(
            person,
            Asking.ACCOMPANY_CHILD,
            lambda state: accompany_child(state, request, saying, RULES),
        )

    @precondition(lambda self: self.state.at_school.family.companies)
    @rule(by=whoever, hours=hours_ago)
    def leave_the_child(self, by: PersonId | None, hours: int) -> None:
        person, saying = self.someone(by), self.saying(self.someone(by))
        request = EndAccompanying(
            case_id=CASE,
            company_id=last(self.state.at_school.family.companies),
            ended_at=self.ago(hours),
        )
        self.act(
            person,
            Asking.ACCOMPANY_CHILD,
            lambda state: end_accompanying(state, request, saying, RULES),
        )
