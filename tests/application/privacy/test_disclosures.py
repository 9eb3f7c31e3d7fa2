"""The register of what was handed to others, kept at the office."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from application.ports import Receipt
from application.privacy.consent import publish_notice, record_answers, withdraw_consent
from application.privacy.disclosures import disclosures_of, record_disclosure, tell_disclosure
from domain.codelists import ConsentMeans, LegalBasis, Processing, SpokenBy
from domain.disclosures.facts import DataKind
from domain.disclosures.state import RecordDisclosure, TellDisclosure
from domain.errors import Invalid, NotFound, NotPermitted, RuleBroken
from domain.shared import ConsentId, DisclosureId, OrganisationId
from tests import examples as given
from tests import privacy
from tests.application.casework import WORRY, raised, reopen_casework
from tests.crisis import HOSPITAL
from tests.engines import FoundedLedger
from tests.office import LEADER, OFFICER, STRANGER, Office, acting

CHARITY = Processing.SHARING_WITH_CHARITY
RECORD = RecordDisclosure(
    child_id=given.CHILD,
    disclosure_id=DisclosureId(given.example_id(871)),
    recipient="示例公益基金会",
    kinds=(DataKind.NEEDS,),
    basis=LegalBasis.CONSENT,
    reference="合同2026-7",
    disclosed_on=given.TODAY,
)
TELL = TellDisclosure(
    child_id=given.CHILD,
    disclosure_id=RECORD.disclosure_id,
    spoken_by=SpokenBy.GUARDIAN,
    means=ConsentMeans.IN_PERSON,
    told_on=given.TODAY,
)
HEALTH = (DataKind.HEALTH,)


@pytest.fixture
def agreed(office: Office) -> Office:
    """Give the office where a mother agreed that a charity is told."""
    privacy.employ_privacy_officer(office.opened)
    publish_notice(office.ledger, acting(privacy.PRIVACY_OFFICER), privacy.PUBLISH, given.NOW)
    yes = replace(privacy.ANSWER, granted=(CHARITY,), declined=())
    record_answers(office.ledger, acting(given.TEACHER), yes, given.NOW)
    return office


def disclosed(
    office: Office,
    request: RecordDisclosure = RECORD,
    processing: Processing | None = CHARITY,
    now: datetime = given.NOW,
) -> Receipt:
    return record_disclosure(
        office.ledger, acting(LEADER), replace(request, processing=processing), now
    )


def test_data_is_handed_to_a_charity_only_until_the_day_the_family_takes_it_back(
    agreed: Office,
) -> None:
    first = disclosed(agreed)
    taken_back = replace(privacy.WITHDRAW, processing=CHARITY)
    withdraw_consent(agreed.ledger, acting(given.TEACHER), taken_back, given.NOW)
    again = disclosed(agreed)
    assert again == replace(first, fresh=False)
    # What was handed out before, on the same day, was lawful, and is entered however late.
    before = replace(RECORD, disclosure_id=DisclosureId(given.example_id(872)))
    assert disclosed(agreed, before).fresh
    tomorrow = given.NOW + timedelta(days=1)
    after = replace(
        RECORD,
        disclosure_id=DisclosureId(given.example_id(879)),
        disclosed_on=given.TODAY + timedelta(days=1),
    )
    with pytest.raises(RuleBroken, match="no_consent_to_disclose"):
        disclosed(agreed, after, now=tomorrow)


def test_the_consent_counts_that_stood_on_the_day_of_the_handing_out(agreed: Office) -> None:
    long_before = replace(
        RECORD,
        disclosure_id=DisclosureId(given.example_id(873)),
        disclosed_on=given.TODAY - timedelta(days=1),
    )
    with pytest.raises(RuleBroken, match="no_consent_to_disclose"):
        disclosed(agreed, long_before)
    days_ago = replace(privacy.MOTHER, said_at=given.NOW - timedelta(days=2))
    earlier = replace(
        privacy.ANSWER,
        consent_id=ConsentId(given.example_id(874)),
        said=days_ago,
        granted=(CHARITY,),
        declined=(),
    )
    record_answers(agreed.ledger, acting(given.TEACHER), earlier, given.NOW)
    taken_back = replace(privacy.WITHDRAW, processing=CHARITY)
    withdraw_consent(agreed.ledger, acting(given.TEACHER), taken_back, given.NOW)
    assert disclosed(agreed, long_before).fresh


def test_a_consent_to_tell_charities_lets_nobody_tell_a_hospital(agreed: Office) -> None:
    with pytest.raises(Invalid, match="required"):
        disclosed(agreed, processing=None)
    for use in (Processing.PHOTOS, Processing.CARE_FILE):
        with pytest.raises(Invalid, match="unknown_code"):
            disclosed(agreed, processing=use)
    hospital = replace(RECORD, recipient="示例医院")
    with pytest.raises(RuleBroken, match="no_consent_to_disclose"):
        disclosed(agreed, hospital, Processing.SHARING_WITH_HOSPITAL)
    unknown = replace(RECORD, recipient_id=OrganisationId(given.example_id(875)))
    with pytest.raises(NotFound, match="recipient_not_found"):
        disclosed(agreed, unknown)


def test_to_a_hospital_that_is_registered_the_consent_for_hospitals_is_asked(
    founded_ledger: FoundedLedger,
) -> None:
    casework = reopen_casework(founded_ledger)
    registered = replace(RECORD, recipient="示例医院", recipient_id=HOSPITAL)
    with pytest.raises(Invalid, match="unknown_code"):
        disclosed(casework, registered)


def test_what_a_hospital_was_handed_stays_in_the_register_and_nothing_more_is(
    agreed: Office,
) -> None:
    use = Processing.SHARING_WITH_HOSPITAL
    said = replace(privacy.MOTHER, said_at=given.NOW - timedelta(days=2))
    answer = replace(
        privacy.ANSWER,
        consent_id=ConsentId(given.example_id(877)),
        said=said,
        granted=(use,),
        declined=(),
    )
    record_answers(agreed.ledger, acting(given.TEACHER), answer, given.NOW)
    handed = replace(RECORD, recipient="示例医院", disclosed_on=given.TODAY - timedelta(days=1))
    assert disclosed(agreed, handed, use).fresh
    said = replace(privacy.MOTHER, said_at=given.NOW - timedelta(days=1))
    taken_back = replace(privacy.WITHDRAW, processing=use, said=said)
    withdraw_consent(agreed.ledger, acting(given.TEACHER), taken_back, given.NOW)
    found = disclosures_of(agreed.ledger, agreed.asked(LEADER, 1))
    assert [each.disclosed.recipient for each in found.lines] == ["示例医院"]
    again = replace(
        handed, disclosure_id=DisclosureId(given.example_id(878)), disclosed_on=given.TODAY
    )
    with pytest.raises(RuleBroken, match="no_consent_to_disclose"):
        disclosed(agreed, again, use)
    in_danger = replace(again, basis=LegalBasis.EMERGENCY)
    assert disclosed(agreed, in_danger, None).fresh


def test_after_an_emergency_the_register_asks_to_tell_the_family(agreed: Office) -> None:
    leader = acting(LEADER)
    # Of the eleven days after it one Saturday is worked, and the Spring Festival is not.
    festival_eve, due_on = date(2026, 2, 13), date(2026, 2, 25)
    emergency = replace(RECORD, basis=LegalBasis.EMERGENCY, disclosed_on=festival_eve)
    record_disclosure(agreed.ledger, leader, emergency, given.NOW)
    (line,) = disclosures_of(agreed.ledger, agreed.asked(LEADER, 1)).lines
    assert (line.awaits_telling, line.told) == (True, None)
    assert line.disclosed.tell_by_on == due_on
    tell_disclosure(agreed.ledger, leader, TELL, given.NOW)
    (line,) = disclosures_of(agreed.ledger, agreed.asked(privacy.PRIVACY_OFFICER, 2)).lines
    assert (line.awaits_telling, line.disclosed.recipient) == (False, RECORD.recipient)


def test_who_may_keep_and_see_the_register(agreed: Office) -> None:
    with pytest.raises(NotPermitted):
        record_disclosure(agreed.ledger, acting(given.TEACHER), RECORD, given.NOW)
    with pytest.raises(NotPermitted):
        disclosures_of(agreed.ledger, agreed.asked(given.TEACHER, 3))
    with pytest.raises(NotFound, match="child_not_found"):
        disclosures_of(agreed.ledger, agreed.asked(STRANGER, 4))


def test_whoever_may_be_involved_does_not_see_that_a_hospital_was_told(
    founded_ledger: FoundedLedger,
) -> None:
    casework = reopen_casework(founded_ledger)
    by_law = replace(RECORD, basis=LegalBasis.STATUTORY_DUTY)
    in_emergency = replace(RECORD, basis=LegalBasis.EMERGENCY)
    # A mandatory report rests on the law: that one was made tells of the case.
    for number, each in enumerate((in_emergency, replace(by_law, kinds=HEALTH), by_law)):
        key = DisclosureId(given.example_id(876 + number))
        disclosed(casework, replace(each, disclosure_id=key))
    raised(casework, replace(WORRY, involved_ids=(LEADER,)))
    seen = disclosures_of(casework.ledger, casework.asked(LEADER, 5)).lines
    assert seen == ()
    assert len(disclosures_of(casework.ledger, casework.asked(OFFICER, 6)).lines) == 3
