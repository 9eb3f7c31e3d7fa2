"""The part of a walk in which more and more people are told of a step that nobody does."""

from domain.alerts.escalating import ToldBefore, addressees_of_step
from domain.alerts.on_call import Calls
from domain.alerts.rules import AT_SCHOOL
from domain.clocks.facts import ClocksEvent, StepOverdue
from domain.clocks.rules import Said
from domain.clocks.timing import Deadline
from domain.shared import PersonId
from domain.staff.facts import Role
from tests.case_examples import (
    COUNTY_OFFICER,
    CRISIS_LEAD,
    DOCTOR,
    DUTY_OFFICER,
    SECOND_LEAD,
    InPost,
)
from tests.domain.walks.referring import STAFF, OneCase
from tests.examples import COUNTY_OFFICE, SCHOOL
from tests.level_examples import PSYCHOLOGIST

POSTS = (
    InPost(CRISIS_LEAD, Role.CRISIS_LEAD, SCHOOL),
    InPost(SECOND_LEAD, Role.CRISIS_LEAD, SCHOOL),
    InPost(PSYCHOLOGIST, Role.PSYCHOLOGY_TEACHER, SCHOOL),
    InPost(DOCTOR, Role.HEALTH_VICE_PRINCIPAL, SCHOOL),
    InPost(DUTY_OFFICER, Role.COUNTY_DUTY_OFFICER, COUNTY_OFFICE),
    InPost(COUNTY_OFFICER, Role.COUNTY_OFFICER, COUNTY_OFFICE),
)
"""At this school nobody is its head, and the city has nobody either."""


class Escalating(OneCase):
    """Who is told of what is overdue, as far as anybody is left."""

    def __init__(self) -> None:
        super().__init__()
        self.told = ToldBefore(frozenset(), frozenset(), AT_SCHOOL)

    def was_said(self, fact: ClocksEvent, before: Said, of: Deadline) -> None:
        super().was_said(fact, before, of)
        if isinstance(fact, StepOverdue):
            self.tell_the_next()

    def tell_the_next(self) -> None:
        found = addressees_of_step(
            POSTS,
            told=self.told,
            owner_id=self.state.owner_id,
            kept_out_ids=self.out,
            reachable=frozenset(STAFF),
            calls=Calls(school_id=SCHOOL),
        )
        told: set[PersonId] = {each.person_id for each in found.addressees}
        in_line = {each.person_id for each in POSTS if each.role in AT_SCHOOL}
        assert told.isdisjoint(self.out)
        # Each time somebody is told while anybody is left, and else that every post is empty.
        assert told or in_line <= self.out
        assert told or {each.role for each in found.gaps} == {*AT_SCHOOL}
        roles = {each.role for each in found.addressees}
        self.told = ToldBefore(self.told.roles | roles, self.told.people | told, AT_SCHOOL)
