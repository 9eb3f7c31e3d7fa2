"""The part of a walk in which somebody of a hospital comes in by link and code."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from domain.access.requests import Request as Asking
from domain.referrals.hospital.liaison_facts import LinkWay
from domain.referrals.hospital.liaison_state import NameLiaison
from domain.referrals.hospital.liaisons import acting, end_liaison, enter, name_liaison
from domain.referrals.hospital.link_sending import SendLink, give_up_link, send_link
from domain.shared import ContactId, PersonId
from tests.case_examples import CASE
from tests.domain.walks.referring import OneCase, last, whoever
from tests.examples import RULES

RIGHT = "right"


class ActingByLink(OneCase):
    """Who was let in to the referral by a link, and whom it still opens for."""

    @property
    def last_liaison(self) -> PersonId:
        return last(self.state.at_hospital.liaisons.known)

    @rule(by=whoever)
    def name_somebody(self, by: PersonId | None) -> None:
        person, now = self.someone(by), self.now
        request = NameLiaison(
            case_id=CASE,
            liaison_id=PersonId(self.new_id()),
            name="示例护士",
            function="护士长",
            phone="13000000009",
        )
        self.act(
            person,
            Asking.ISSUE_REFERRAL,
            lambda state: name_liaison(
                state, request, by=person, code_digest=RIGHT, now=now, rules=RULES
            ),
        )

    @rule(by=whoever)
    def send_a_link(self, by: PersonId | None) -> None:
        person, now, request = self.someone(by), self.now, self.sending()
        self.act(
            person,
            Asking.ISSUE_REFERRAL,
            lambda state: send_link(state, request, by=person, now=now, rules=RULES),
        )

    @precondition(lambda self: self.state.at_hospital.liaisons.known)
    @rule(goes_on=st.booleans())
    def fail_to_send(self, goes_on: bool) -> None:
        """Nobody is asked whether they may: what sends it says so."""
        now, next_one = self.now, self.sending() if goes_on else None
        by = self.last_liaison
        facts = self.tried(
            lambda state: give_up_link(state, by, LinkWay.SMS, next_one, now=now, rules=RULES)
        )
        self.record(by, facts)

    def sending(self) -> SendLink:
        naming = NameLiaison(
            case_id=CASE,
            liaison_id=PersonId(self.new_id()),
            name="示例医师",
            function="心理科",
            phone="13000000008",
        )
        contact_id = ContactId(self.new_id())
        return SendLink(contact_id=contact_id, naming=naming, code_digest=RIGHT)

    @precondition(lambda self: self.state.at_hospital.liaisons.known)
    @rule(code=st.sampled_from([RIGHT, "wrong"]), browser=st.sampled_from(["one", "another"]))
    def come_in(self, code: str, browser: str) -> None:
        """Nobody knows who types a code, so that nobody is asked whether they may."""
        facts = self.tried(
            lambda state: enter(
                state,
                self.last_liaison,
                code_digest=code,
                browser_digest=browser,
                now=self.now,
                rules=RULES,
            )
        )
        self.record(self.last_liaison, facts)
        if acting(self.state, self.last_liaison, self.now) is not None:
            assert self.state.issued is not None
            assert not self.state.is_over

    @precondition(lambda self: self.state.at_hospital.liaisons.known)
    @rule(by=whoever)
    def shut_the_door(self, by: PersonId | None) -> None:
        person, liaison_id = self.someone(by), self.last_liaison
        self.act(
            person,
            Asking.ISSUE_REFERRAL,
            lambda state: end_liaison(state, liaison_id, by=person),
        )
