"""What the copy holds of carers and of what was handed out, and what it keeps back."""

from dataclasses import replace
from datetime import date

from application.privacy.consent import publish_notice, record_answers
from application.privacy.copied import CarerCopied, DisclosureCopied
from application.privacy.disclosures import record_disclosure
from application.privacy.rights import answer_rights, request_rights, verify_requester
from application.privacy.rights_copy import ChildCopy, rights_copy
from domain.codelists import LegalBasis, Processing
from domain.disclosures.facts import DataKind
from domain.disclosures.state import RecordDisclosure
from domain.rights.state import RequestRights
from domain.shared import DisclosureId
from tests import examples as given
from tests import privacy
from tests.office import LEADER, Office, acting, with_factor

TO_CHARITY = RecordDisclosure(
    child_id=given.CHILD,
    disclosure_id=DisclosureId(given.example_id(871)),
    recipient="示例公益基金会",
    kinds=(DataKind.NEEDS, DataKind.SCHOOLING),
    basis=LegalBasis.CONSENT,
    reference="合同2026-7",
    disclosed_on=given.TODAY,
    processing=Processing.SHARING_WITH_CHARITY,
)
BY_DUTY = replace(
    TO_CHARITY,
    disclosure_id=DisclosureId(given.example_id(872)),
    recipient="示例派出所",
    basis=LegalBasis.STATUTORY_DUTY,
    processing=None,
)


def copied(office: Office, request: RequestRights, number: int) -> ChildCopy:
    """Return the copy for a request that the school received and the privacy officer granted."""
    officer, now = with_factor(privacy.PRIVACY_OFFICER), given.NOW
    request_rights(office.ledger, acting(LEADER), request, now)
    verify_requester(office.ledger, acting(LEADER), privacy.PROVE, now)
    answer_rights(office.ledger, officer, privacy.ANSWER_ASKED, now)
    asked = replace(office.asked(privacy.PRIVACY_OFFICER, number), actor=officer)
    return rights_copy(office.ledger, asked, request.rights_id)


def grandmother_in(copy: ChildCopy) -> CarerCopied:
    (found,) = (each for each in copy.carers if each.name == given.CARER_RECORDED.name)
    return found


def test_whoever_asks_sees_how_the_own_telephone_ends(office: Office) -> None:
    privacy.employ_privacy_officer(office.opened)
    carer = given.CARER_RECORDED
    own = replace(privacy.ASK, name=carer.name, relation_code=carer.relation_code)
    found = grandmother_in(copied(office, own, 1))
    assert found.is_own
    assert (found.phone or "").endswith(given.PHONE[-4:])
    assert given.PHONE not in repr(found)


def test_nobody_learns_from_a_copy_how_to_reach_another_carer(office: Office) -> None:
    privacy.employ_privacy_officer(office.opened)
    namesake = replace(privacy.ASK, name=given.CARER_RECORDED.name, relation_code="52")
    found = grandmother_in(copied(office, namesake, 2))
    assert (found.is_own, found.phone) == (False, None)


def test_the_copy_tells_to_whom_data_was_given_without_what_tells_of_a_case(
    office: Office,
) -> None:
    privacy.employ_privacy_officer(office.opened)
    now, charity = given.NOW, Processing.SHARING_WITH_CHARITY
    officer, teacher = acting(privacy.PRIVACY_OFFICER), acting(given.TEACHER)
    publish_notice(office.ledger, officer, privacy.PUBLISH, now)
    agreed = replace(privacy.ANSWER, granted=(charity,), declined=())
    record_answers(office.ledger, teacher, agreed, now)
    for each in (TO_CHARITY, BY_DUTY):
        record_disclosure(office.ledger, acting(LEADER), each, now)
    assert copied(office, privacy.ASK, 3).disclosures == (
        DisclosureCopied(
            recipient="示例公益基金会",
            kinds=(DataKind.SCHOOLING, DataKind.NEEDS),
            basis=LegalBasis.CONSENT,
            processing=charity,
            disclosed_on=given.TODAY,
            keep_until_on=date(2029, 3, 10),
        ),
    )
