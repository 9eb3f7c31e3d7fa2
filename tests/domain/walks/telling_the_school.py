"""The part of a walk in which a hospital tells the school what the child can do."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from domain.access.requests import Request as Asking
from domain.codelists import ConsentMeans
from domain.referrals.hospital.feedback import (
    Authorisation,
    GiveFeedback,
    RestoreCase,
    Telling,
    give_feedback,
    restore_case,
)
from domain.referrals.hospital.feedback_facts import Fitness, Support
from domain.shared import FeedbackId, PersonId
from tests.case_examples import CASE
from tests.domain.walks.referring import (
    OF_HOSPITAL,
    OneCase,
    hours_ago,
    is_sent,
    liaisons,
    relations,
)
from tests.examples import RULES


class TellingTheSchool(OneCase):
    """What a guardian lets the hospital say, and no more."""

    def telling(self, by: PersonId) -> Telling:
        return Telling(by=by, hospital_id=OF_HOSPITAL[by], now=self.now)

    def let(self, relation: str, hours: int) -> Authorisation:
        return Authorisation(
            name="示例家长",
            relation_code=relation,
            is_guardian=False,
            means=ConsentMeans.SIGNED,
            authorised_at=self.ago(hours),
            not_suspected=self.made_sure,
        )

    @precondition(is_sent)
    @rule(by=liaisons, fitness=st.sampled_from(Fitness), relation=relations, hours=hours_ago)
    def tell_the_school(
        self, by: PersonId | None, fitness: Fitness, relation: str, hours: int
    ) -> None:
        person = self.liaison(by)
        request = GiveFeedback(
            case_id=CASE,
            feedback_id=FeedbackId(self.new_id()),
            fitness=fitness,
            supports=(Support.TALKS,) if fitness is Fitness.NEEDS_SUPPORT else (),
            review_on=(self.now + timedelta(days=30)).date(),
            authorisation=self.let(relation, hours),
        )
        telling = self.telling(person)
        self.act(
            person,
            Asking.GIVE_FEEDBACK,
            lambda state: give_feedback(state, request, telling, RULES),
        )

    @precondition(is_sent)
    @rule(by=liaisons, relation=relations, hours=hours_ago)
    def find_no_disorder(self, by: PersonId | None, relation: str, hours: int) -> None:
        person = self.liaison(by)
        request = RestoreCase(
            case_id=CASE,
            feedback_id=FeedbackId(self.new_id()),
            authorisation=self.let(relation, hours),
        )
        telling = self.telling(person)
        self.act(
            person,
            Asking.GIVE_FEEDBACK,
            lambda state: restore_case(state, request, telling, RULES),
        )
