"""A referral letter says where a child is sent and by which number, and nothing else of it."""

from dataclasses import replace
from hashlib import sha256

import pytest

from application.crisis.reading.letters import ReferralLetter, referral_letter
from domain.errors import NotFound, Unavailable
from domain.reads.facts import Reading, RecordsRead
from domain.referrals.facts import ReferralIssued
from domain.referrals.hospital.hospital_facts import Basis
from domain.referrals.hospital.letter_number import letter_number
from domain.shared import Purpose, ReadId
from tests import examples as given
from tests.application.casework import (
    CASE,
    REFERRAL,
    asked,
    issued,
    look_id,
    raised,
    referred,
    reopen_casework,
    taken,
    told,
)
from tests.application.crisis.school.test_aftercare import ended_by_two
from tests.application.granting import reads_of
from tests.application.telling import cause_of
from tests.crisis import ADVISER, CRISIS_LEAD, HOSPITAL, LIAISON
from tests.engines import FoundedLedger
from tests.full_log import FullLog
from tests.office import Office


def digest(kind: str, value: str) -> bytes:
    return sha256(f"{kind}/{value}".encode()).digest()


@pytest.fixture
def at_work(founded_ledger: FoundedLedger) -> Office:
    return reopen_casework(founded_ledger)


def test_a_letter_names_places_and_on_what_it_rests_once_that_is_on_record(
    at_work: Office,
) -> None:
    referred(at_work)
    directory = at_work.ledger.directory.organisations_among({HOSPITAL, given.SCHOOL})
    assert referral_letter(at_work.ledger, asked(ADVISER), digest) == ReferralLetter(
        case_id=CASE,
        number=letter_number(cause_of(at_work, ReferralIssued).position, digest),
        school=directory[given.SCHOOL],
        hospital=directory[HOSPITAL],
        basis=Basis.CONSENT,
        issued_at=given.NOW,
    )
    assert reads_of(at_work, look_id(ADVISER)) == [
        RecordsRead(
            read_id=ReadId(look_id(ADVISER)),
            reader_id=ADVISER,
            child_ids=(given.CHILD,),
            what=Reading.REFERRAL_LETTER,
            purpose=Purpose.CRISIS,
        )
    ]


def test_nobody_is_given_a_letter_who_sends_nobody_or_where_nobody_is_sent(
    at_work: Office,
) -> None:
    raised(at_work)
    told(at_work)
    taken(at_work)
    with pytest.raises(NotFound, match="no_referral_letter"):
        referral_letter(at_work.ledger, asked(CRISIS_LEAD), digest)
    issued(at_work, replace(REFERRAL, consent=None, danger="他在楼顶。"))
    assert referral_letter(at_work.ledger, asked(CRISIS_LEAD), digest).basis is Basis.EMERGENCY
    with pytest.raises(NotFound, match="no_referral_letter"):
        referral_letter(at_work.ledger, asked(LIAISON), digest)
    with pytest.raises(NotFound, match="case_not_found"):
        referral_letter(at_work.ledger, asked(given.TEACHER), digest)
    assert reads_of(at_work, look_id(LIAISON)) == []


def test_no_letter_is_given_when_that_cannot_be_recorded(at_work: Office) -> None:
    referred(at_work)
    with pytest.raises(Unavailable):
        referral_letter(replace(at_work.ledger, reads=FullLog()), asked(CRISIS_LEAD), digest)


def test_a_case_that_is_over_gives_no_letter(at_work: Office) -> None:
    referred(at_work)
    ended_by_two(at_work)
    with pytest.raises(NotFound, match="no_referral_letter"):
        referral_letter(at_work.ledger, asked(CRISIS_LEAD), digest)
