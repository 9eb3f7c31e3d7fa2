"""What was handed to others of all children somebody answers for, recipient by recipient."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from application.ports import Actor
from application.privacy import disclosure_register
from application.privacy.disclosure_register import (
    AskedRegister,
    exported_register,
    handed_out,
    recipients_of,
)
from application.privacy.disclosures import record_disclosure
from domain.codelists import LegalBasis
from domain.disclosures.facts import DataKind
from domain.disclosures.state import RecordDisclosure
from domain.errors import Invalid, NotPermitted, StepUpNeeded
from domain.reads.facts import Reading
from domain.shared import DisclosureId
from tests import examples as given
from tests import privacy
from tests.application.casework import WORRY, raised, reopen_casework
from tests.crisis import HOSPITAL
from tests.engines import FoundedLedger
from tests.office import LEADER, OFFICER, STRANGER, Office, acting, read_id, with_factor

OLD = given.TODAY - timedelta(days=2)
TO_HOSPITAL = RecordDisclosure(
    child_id=given.CHILD,
    disclosure_id=DisclosureId(given.example_id(701)),
    recipient="县医院",
    recipient_id=HOSPITAL,
    kinds=(DataKind.HEALTH,),
    basis=LegalBasis.STATUTORY_DUTY,
    reference="函2026-1",
    disclosed_on=given.TODAY,
)
TO_POLICE = replace(
    TO_HOSPITAL,
    disclosure_id=DisclosureId(given.example_id(702)),
    recipient="示例派出所",
    recipient_id=None,
    kinds=(DataKind.IDENTITY,),
    disclosed_on=OLD,
)
AGAIN = replace(
    TO_POLICE,
    disclosure_id=DisclosureId(given.example_id(703)),
    recipient=" 示例派出所 ",
    disclosed_on=given.TODAY,
)


@pytest.fixture
def kept(founded_ledger: FoundedLedger) -> Office:
    """Give an office that handed something to a hospital once, and to the police twice."""
    office = reopen_casework(founded_ledger)
    privacy.employ_privacy_officer(office.opened)
    for each in (TO_HOSPITAL, TO_POLICE, AGAIN):
        record_disclosure(office.ledger, acting(LEADER), each, given.NOW)
    return office


def asked(actor: Actor, number: int, since_on: date = OLD) -> AskedRegister:
    return AskedRegister(
        actor=actor,
        now=given.NOW,
        read_id=read_id(number),
        since_on=since_on,
        until_on=given.TODAY,
    )


def read(office: Office) -> list[Reading]:
    rows = office.ledger.readings.of_child(given.CHILD, limit=9, before=None, with_cases=True).rows
    return [row.what for row in rows]


def test_the_register_is_counted_by_recipient_on_the_days_asked_for(kept: Office) -> None:
    ledger, leader = kept.ledger, acting(LEADER)
    found = recipients_of(ledger, asked(leader, 701)).recipients
    assert [(each.times, each.children, each.last_on) for each in found if each.times > 1] == [
        (2, 1, given.TODAY)
    ]
    assert HOSPITAL in {each.recipient for each in found}
    assert len(found) == 2
    today = recipients_of(ledger, asked(leader, 702, given.TODAY)).recipients
    assert [each.times for each in today] == [1, 1]
    assert read(kept) == []
    with pytest.raises(Invalid, match="before_start"):
        recipients_of(ledger, asked(leader, 703, given.TODAY + timedelta(days=1)))


def test_what_one_recipient_was_handed_is_shown_after_the_reading_is_on_record(
    kept: Office,
) -> None:
    ledger, leader = kept.ledger, acting(LEADER)
    found = handed_out(ledger, replace(asked(leader, 704), recipient=HOSPITAL))
    assert [each.disclosed.disclosure_id for each in found.lines] == [TO_HOSPITAL.disclosure_id]
    assert (found.recipient and found.recipient.times, found.next_skip) == (1, None)
    assert found.children == {given.CHILD: given.CHILD_NAME}
    assert read(kept) == [Reading.DISCLOSURES]
    skipped = handed_out(ledger, asked(leader, 705), skip=3)
    assert skipped.lines == ()
    assert read(kept) == [Reading.DISCLOSURES]


def test_whoever_may_not_list_the_children_is_shown_numbers(kept: Office) -> None:
    found = handed_out(kept.ledger, asked(acting(privacy.PRIVACY_OFFICER), 706))
    assert (len(found.lines), found.children) == (3, {})


def test_a_file_is_made_after_a_second_factor_and_recorded_as_one(
    kept: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(StepUpNeeded):
        exported_register(kept.ledger, asked(acting(privacy.PRIVACY_OFFICER), 707))
    with pytest.raises(NotPermitted):
        exported_register(kept.ledger, asked(with_factor(LEADER), 708))
    assert read(kept) == []
    officer = asked(with_factor(privacy.PRIVACY_OFFICER), 709)
    assert len(exported_register(kept.ledger, officer).lines) == 3
    assert read(kept) == [Reading.EXPORT]
    monkeypatch.setattr(disclosure_register, "LINES_AT_MOST", 2)
    assert recipients_of(kept.ledger, officer).is_cut
    with pytest.raises(Invalid, match="too_many"):
        exported_register(kept.ledger, replace(officer, read_id=read_id(710)))


def test_whoever_may_be_involved_learns_neither_of_hospital_nor_of_police(kept: Office) -> None:
    raised(kept, replace(WORRY, involved_ids=(LEADER,)))
    leader, supervisor = acting(LEADER), acting(given.SUPERVISOR)
    # Nor of what the law asked for: a mandatory report goes to the police.
    assert recipients_of(kept.ledger, asked(leader, 711)).recipients == ()
    hidden = handed_out(kept.ledger, replace(asked(leader, 712), recipient=HOSPITAL))
    assert (hidden.lines, hidden.recipient) == ((), None)
    assert len(handed_out(kept.ledger, asked(supervisor, 713)).lines) == 3


def test_nobody_sees_a_register_beyond_their_duty(kept: Office) -> None:
    for who in (given.TEACHER, STRANGER):
        with pytest.raises(NotPermitted):
            recipients_of(kept.ledger, asked(acting(who), 714))
    assert len(handed_out(kept.ledger, asked(acting(OFFICER), 715)).lines) == 3
