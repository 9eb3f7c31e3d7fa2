"""What of a case is shown to whom, and that every look is on record before."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from application.crisis.desk.duty_desk import duty_desk
from application.crisis.reading.case_reading import case
from application.crisis.worries.own_concerns import own_concern
from application.crisis.worries.referrals import pass_concern_on
from application.ports import History
from domain.errors import NotPermitted, Unavailable
from domain.reads.facts import Reading, RecordsRead
from domain.referrals.facts import (
    ConsentGiverNamed,
    ConsentRecorded,
    Involved,
    ReferralIssued,
)
from domain.referrals.state import PassConcernOn
from domain.shared import ChildId, PassId, PersonId, Purpose, ReadId, Stream
from tests import examples as given
from tests.application.casework import (
    CASE,
    CONSENT,
    REFERRAL,
    REPORTER,
    WORRY,
    asked,
    issued,
    look_id,
    raised,
    referred,
    reopen_casework,
    taken,
    told,
)
from tests.crisis import ADVISER, CRISIS_LEAD, HOSPITAL, LIAISON
from tests.engines import FoundedLedger
from tests.full_log import FullLog
from tests.infrastructure.views.rows_of_the_log import spoil
from tests.office import STRANGER, Office, acting

LOOKS: dict[Reading, Callable[[Office, PersonId], object]] = {
    Reading.HEALTH_DESK: lambda office, by: duty_desk(
        office.ledger, acting(by), given.NOW, read_id=look_id(by)
    ),
    Reading.CASE: lambda office, by: case(office.ledger, asked(by)),
    Reading.OWN_CONCERN: lambda office, by: own_concern(office.ledger, asked(by)),
}


@pytest.fixture
def at_work(founded_on_sqlite: FoundedLedger) -> Office:
    return reopen_casework(founded_on_sqlite)


def reader_of(what: Reading) -> PersonId:
    return REPORTER if what is Reading.OWN_CONCERN else CRISIS_LEAD


def read_by(office: Office, person: PersonId) -> list[object]:
    found = office.ledger.reads.load([Stream("reads", look_id(person))])
    assert isinstance(found, History)
    return [each.fact for each in found.recorded]


@pytest.mark.parametrize("what", LOOKS)
def test_each_look_at_a_case_is_on_record(at_work: Office, what: Reading) -> None:
    raised(at_work)
    told(at_work)
    reader = reader_of(what)
    LOOKS[what](at_work, reader)
    assert read_by(at_work, reader) == [
        RecordsRead(
            read_id=ReadId(look_id(reader)),
            reader_id=reader,
            child_ids=(given.CHILD,),
            what=what,
            purpose=Purpose.CRISIS,
        )
    ]


@pytest.mark.parametrize("what", LOOKS)
def test_nothing_of_a_case_is_shown_when_the_look_cannot_be_recorded(
    at_work: Office, what: Reading
) -> None:
    raised(at_work)
    told(at_work)
    ledger = replace(at_work.ledger, reads=FullLog())
    blind = replace(at_work, opened=replace(at_work.opened, ledger=ledger))
    with pytest.raises(Unavailable):
        LOOKS[what](blind, reader_of(what))


def test_whoever_answers_sees_the_worry_who_raised_it_and_who_was_told(at_work: Office) -> None:
    raised(at_work, replace(WORRY, involved=(Involved.CARER,), involved_ids=(STRANGER,)))
    told(at_work)
    found = case(at_work.ledger, asked(CRISIS_LEAD))
    assert (found.file.pupil.name, found.file.pupil.is_on_file) == (given.CHILD_NAME, True)
    assert found.raised_by == REPORTER
    assert found.concern.involved_ids == (STRANGER,)
    assert {each.person_id for each in found.addressees} == {CRISIS_LEAD, ADVISER}
    assert {REPORTER, STRANGER, CRISIS_LEAD, ADVISER} <= set(found.names.people)
    assert given.SCHOOL in found.names.organisations
    assert not found.is_for_hospital


def test_a_hospital_sees_what_was_seen_and_neither_who_said_so_nor_whom_it_accuses(
    at_work: Office,
) -> None:
    raised(at_work, replace(WORRY, involved=(Involved.CARER,), involved_ids=(STRANGER,)))
    told(at_work)
    taken(at_work)
    issued(at_work, replace(REFERRAL, consent=replace(CONSENT, not_suspected=True)))
    told(at_work)
    found = case(at_work.ledger, asked(LIAISON))
    assert found.is_for_hospital
    assert found.concern.heard == WORRY.heard
    assert (found.raised_by, found.concern.involved, found.concern.involved_ids) == (None, (), ())
    assert found.state.raised == found.concern
    assert (found.addressees, found.gaps) == ((), ())
    assert [type(each.fact) for each in found.entries] == [
        ConsentGiverNamed,
        ConsentRecorded,
        ReferralIssued,
    ]
    assert set(found.names.people) == {CRISIS_LEAD}
    assert HOSPITAL in found.names.organisations
    assert str(REPORTER) not in repr(found)
    assert str(STRANGER) not in repr(found)


def test_a_pupil_without_a_file_is_shown_as_told(at_work: Office) -> None:
    pupil = ChildId(given.example_id(309))
    worry = replace(
        WORRY, child_id=pupil, name="示例学生", described_as="短头发", school_id=given.SCHOOL
    )
    raised(at_work, worry)
    found = case(at_work.ledger, asked(CRISIS_LEAD))
    assert (found.file.pupil.name, found.described_as, found.file.pupil.is_on_file) == (
        "示例学生",
        "短头发",
        False,
    )


def test_a_case_is_shown_though_the_childs_file_is_damaged(at_work: Office) -> None:
    raised(at_work)
    children = at_work.ledger.log.load([Stream("children", given.CHILD)])
    assert isinstance(children, History)
    spoil(at_work.databases, children.recorded[0].position)
    found = case(at_work.ledger, asked(CRISIS_LEAD))
    assert (found.file.pupil.name, found.file.pupil.is_on_file) == (None, False)
    assert found.concern.heard == WORRY.heard


def test_whoever_raised_a_worry_is_told_that_it_arrived_and_whether_somebody_has_it(
    at_work: Office,
) -> None:
    def stands(number: int) -> tuple[bool | None, bool, bool]:
        found = own_concern(at_work.ledger, asked(REPORTER, number))
        return found.reached, found.is_taken, found.is_over

    receipt = raised(at_work)
    found = own_concern(at_work.ledger, asked(REPORTER))
    assert (found.position, found.leaf_hash) == (receipt.position, receipt.leaf_hash)
    assert stands(2) == (None, False, False)
    told(at_work)
    assert stands(3) == (True, False, False)
    taken(at_work)
    assert stands(4) == (True, True, False)
    request = PassConcernOn(
        case_id=CASE, pass_id=PassId(given.example_id(703)), to_id=ADVISER, why="她更合适。"
    )
    pass_concern_on(at_work.ledger, acting(CRISIS_LEAD), request, given.NOW)
    assert stands(5) == (True, False, False)


def test_whoever_raised_a_worry_sees_nothing_else_of_the_case(at_work: Office) -> None:
    referred(at_work)
    with pytest.raises(NotPermitted):
        case(at_work.ledger, asked(REPORTER))
    assert CONSENT.name not in repr(own_concern(at_work.ledger, asked(REPORTER, 2)))


def test_a_health_desk_without_cases_leaves_no_record(at_work: Office) -> None:
    desk = duty_desk(at_work.ledger, acting(ADVISER), given.NOW, read_id=look_id(ADVISER))
    assert (desk.page.rows, read_by(at_work, ADVISER)) == ((), [])
