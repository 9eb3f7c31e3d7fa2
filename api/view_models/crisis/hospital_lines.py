"""What hospitals said of a referral, as the page of a case tells it."""

from dataclasses import dataclass
from datetime import date, datetime

from application.crisis.cases.sharing import SharingEnded
from domain.referrals.facts import ConsentRecorded
from domain.referrals.family.consent_facts import ReferralConsentSigned, ReferralSigningDeclined
from domain.referrals.hospital.declining import Sent
from domain.referrals.hospital.feedback_facts import CaseRestored, FunctionalFeedbackGiven
from domain.referrals.hospital.hospital_facts import Attended, NotAttended, ReferralDeclined
from domain.referrals.hospital.liaison_facts import LinkWay


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralLines:
    """The referral, what it rests on, and whether the hospital has it."""

    issued: Sent
    hospital: str
    consent: ConsentRecorded | None = None
    consent_giver: str = ""
    acknowledged_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureLine:
    """The signature under the consent on which the referral stands, or that is still to come.

    `due_on` None = it is there, or none is owed any more; `may_sign` = the person may record it.
    """

    signed: ReferralConsentSigned | None = None
    declined: ReferralSigningDeclined | None = None
    due_on: date | None = None
    is_late: bool = False
    may_sign: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineLine:
    """A hospital that could not take the child, and why."""

    hospital: str
    declined: ReferralDeclined


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """Who of the hospital was given a link last, and why nobody has come in by it."""

    name: str
    phone: str
    undelivered: LinkWay | None = None
    is_locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HospitalLines:
    """Which hospitals could not take the child, the last of them last, and the child's coming.

    `stands_declined` is why no hospital has the referral just now; `went_on` tells that it went
    to the next by itself, `went_past` past which of whom nobody could be told; `also_named` are
    further hospitals that the consent names. `let_by` is who let the hospital tell the school,
    `closing_by` who proposed an end that waits; `link` is that by which somebody without account
    was to come in, as long as nobody has. `signature` None = the consent asks for none;
    `sharing` that the family lets nothing be shared with hospitals any more.
    """

    declines: tuple[DeclineLine, ...] = ()
    stands_declined: DeclineLine | None = None
    went_on: bool = False
    went_past: str | None = None
    also_named: tuple[str, ...] = ()
    appointment_at: datetime | None = None
    attended: Attended | None = None
    missed: NotAttended | None = None
    feedback: FunctionalFeedbackGiven | None = None
    restored: CaseRestored | None = None
    let_by: str = ""
    link: LinkLine | None = None
    signature: SignatureLine | None = None
    sharing: SharingEnded | None = None
    closing_by: str | None = None
