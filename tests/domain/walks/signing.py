"""The part of a walk in which a family agrees by message, and signs later or would not."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from domain.access.requests import Request as Asking
from domain.codelists import ConsentMeans
from domain.days import local_day
from domain.referrals.family.consent_facts import PupilWish
from domain.referrals.hospital.sending import Consent
from domain.referrals.hospital.signing import (
    DeclineSigning,
    SignReferralConsent,
    decline_signing,
    sign_consent,
)
from domain.shared import ConsentId, OrganisationId, PersonId
from tests.case_examples import CASE
from tests.domain.walks.acting_at_hospital import ActingAtHospital
from tests.domain.walks.referring import hospitals, relations, whoever


class Signing(ActingAtHospital):
    """A consent holds whether it is signed or not."""

    @rule(by=whoever, to=hospitals, relation=relations)
    def refer_by_message(self, by: PersonId | None, to: OrganisationId, relation: str) -> None:
        consent = Consent(
            consent_id=ConsentId(self.new_id()),
            name="示例家长",
            relation_code=relation,
            is_guardian=False,
            means=ConsentMeans.WRITTEN_MESSAGE,
            given_at=self.now,
            wish=PupilWish.WANTS,
            not_suspected=self.made_sure,
        )
        self.issue(by, self.referral(to, consent=consent))

    @precondition(lambda self: self.state.consents)
    @rule(by=whoever, paper=st.sampled_from(["知情同意书一", "知情同意书二"]))
    def sign(self, by: PersonId | None, paper: str) -> None:
        person, today = self.someone(by), local_day(self.now)
        consent_id = next(reversed([*self.state.consents]), ConsentId(self.new_id()))
        request = SignReferralConsent(
            case_id=CASE, consent_id=consent_id, signed_on=today, paper=paper
        )
        self.act(
            person,
            Asking.ISSUE_REFERRAL,
            lambda state: sign_consent(state, request, by=person, today=today),
        )

    @precondition(lambda self: self.state.consents)
    @rule(by=whoever)
    def refuse_to_sign(self, by: PersonId | None) -> None:
        person, today = self.someone(by), local_day(self.now)
        consent_id = next(reversed([*self.state.consents]), ConsentId(self.new_id()))
        request = DeclineSigning(
            case_id=CASE, consent_id=consent_id, said_on=today, why="不愿意写字。"
        )
        self.act(
            person,
            Asking.ISSUE_REFERRAL,
            lambda state: decline_signing(state, request, by=person, today=today),
        )
