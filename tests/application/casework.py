"""An office in which somebody answers for worries, and the steps that a case takes there."""

from datetime import timedelta
from uuid import UUID, uuid5

from application.crisis.hospital.referring import issue_referral
from application.crisis.reading.case_reading import AskedCase
from application.crisis.worries.referrals import raise_concern, take_concern
from application.ports import Receipt
from domain.codelists import ConsentMeans
from domain.referrals.facts import MayTellGuardian, Sign, Situation
from domain.referrals.family.consent_facts import PupilWish
from domain.referrals.hospital.sending import Consent, IssueReferral
from domain.referrals.state import RaiseConcern, TakeConcern
from domain.shared import CaseId, ConsentId, PersonId, ReferralId, TakingId
from infrastructure.opening import reactions_of
from tests import examples as given
from tests.crisis import CRISIS_LEAD, HOSPITAL, put_on_duty
from tests.engines import FoundedLedger, LedgerDatabases
from tests.office import Office, acting, open_office, reopen_office

CASE = CaseId(given.example_id(701))
REPORTER = given.COMMUNITY_WORKER
"""Raises the worry, and is nothing to the child otherwise."""

WORRY = RaiseConcern(
    case_id=CASE,
    child_id=given.CHILD,
    situation=Situation.SOMEWHAT_WORRIED,
    signs=(Sign.AFRAID_TO_GO_HOME,),
    heard="我不想回去。",
    may_tell_guardian=MayTellGuardian.NOT_YET,
)
CONSENT = Consent(
    consent_id=ConsentId(given.example_id(702)),
    name="示例奶奶",
    relation_code="62",
    is_guardian=False,
    means=ConsentMeans.IN_PERSON,
    given_at=given.NOW - timedelta(hours=1),
    wish=PupilWish.WANTS,
)
REFERRAL = IssueReferral(
    case_id=CASE,
    hospital_id=HOSPITAL,
    referral_id=ReferralId(given.example_id(720)),
    consent=CONSENT,
)


def open_casework(databases: LedgerDatabases) -> Office:
    """Open an office with a crisis lead, an adviser, a duty officer and a hospital's liaison."""
    office = open_office(databases)
    put_on_duty(office.opened)
    return office


def reopen_casework(founded: FoundedLedger) -> Office:
    """Open a copy of that office, which is founded once for all tests that ask for it."""
    return reopen_office(founded(open_casework))


def raised(office: Office, worry: RaiseConcern = WORRY, by: PersonId = REPORTER) -> Receipt:
    return raise_concern(office.ledger, acting(by), worry, given.NOW)


def told(office: Office) -> None:
    """Let whoever must answer be told of all that was raised or passed on."""
    assert reactions_of(office.opened, lambda: given.NOW).follow()


def taken(office: Office, by: PersonId = CRISIS_LEAD, number: int = 1) -> Receipt:
    """Let somebody press the button; the same number is the same press."""
    request = TakeConcern(case_id=CASE, taking_id=TakingId(uuid5(by, f"taking/{number}")))
    return take_concern(office.ledger, acting(by), request, given.NOW)


def issued(
    office: Office, referral: IssueReferral = REFERRAL, by: PersonId = CRISIS_LEAD
) -> Receipt:
    return issue_referral(office.ledger, acting(by), referral, given.NOW)


def referred(office: Office) -> None:
    """Bring the case as far as to the hospital."""
    raised(office)
    told(office)
    taken(office)
    issued(office)


def asked(person: PersonId, number: int = 1, case_id: CaseId = CASE) -> AskedCase:
    """One person's look at a case now, the reading recorded under an id of that number."""
    return AskedCase(
        actor=acting(person), case_id=case_id, now=given.NOW, read_id=look_id(person, number)
    )


def look_id(person: PersonId, number: int = 1) -> UUID:
    return uuid5(person, f"look/{number}")
