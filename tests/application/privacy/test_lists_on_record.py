"""Lists are reads, too: whom one shows is on record, by what and for what it was shown."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid5

import pytest

from application.authorisation.grant_lists import (
    GrantList,
    glass_to_review,
    grants_in_force,
    grants_overdue,
    grants_to_decide,
    own_grants,
)
from application.authorisation.overdue import tell_of_overdue_access
from application.care_files.files import care_file
from application.ports import Commit
from application.privacy.breach_families import AskedFamilies, families_of, family_of
from application.privacy.breach_steps import leave_untold, list_affected
from application.privacy.breaches import report_breach
from application.privacy.privacy_desk import privacy_desk
from application.privacy.rights import request_rights
from application.reads.reading_rows import ReadingFilter
from application.reads.watching_reads import AskedReader, read_by
from application.said_lately import SaidLately
from domain.breaches.facts import UntoldReason
from domain.breaches.state import LeaveUntold, ListAffected
from domain.errors import NotFound, Unavailable
from domain.reads.facts import Reading, RecordsRead
from domain.shared import ChildId, GrantId, PersonId, Purpose, ReadId, RequestId
from tests import examples as given
from tests import privacy
from tests.application.granting import (
    GLASS,
    GRANT,
    LAWYER,
    PRIVACY_OFFICER,
    a_list,
    approved,
    asked,
    broken,
    open_granting,
    reads_of,
    reopen_granting,
)
from tests.breach_examples import ID, REPORT
from tests.engines import FoundedLedger
from tests.full_log import FullLog
from tests.infrastructure.views.cases import on_file
from tests.office import AUDITOR, LEADER, OFFICER, WEEK_AGO, Office, acting, read_id

THREE_DAYS = given.NOW + timedelta(hours=72)


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    return reopen_granting(founded_ledger(open_granting))


def a_reading(
    read: UUID, by: PersonId, what: Reading, purpose: Purpose, *children: ChildId
) -> RecordsRead:
    shown = children or (given.CHILD,)
    return RecordsRead(
        read_id=ReadId(read), reader_id=by, child_ids=shown, what=what, purpose=purpose
    )


def of_grant(person: PersonId, at: datetime, purpose: Purpose) -> list[RecordsRead]:
    return [a_reading(a_list(person, at).read_id, person, Reading.GRANT, purpose)]


def ids(found: GrantList) -> list[GrantId]:
    return [row.grant_id for row in found.page.rows]


def test_every_list_of_what_waits_records_whom_it_shows_and_ones_own_records_nothing(
    office: Office,
) -> None:
    ledger, now = office.ledger, given.NOW
    asked(office)
    broken(office)
    assert ids(grants_to_decide(ledger, a_list(LEADER))) == [GRANT]
    assert reads_of(office, a_list(LEADER).read_id) == of_grant(LEADER, now, Purpose.SUPERVISION)
    assert ids(glass_to_review(ledger, a_list(given.SUPERVISOR))) == [GLASS]
    reviewer = a_list(given.SUPERVISOR).read_id
    assert reads_of(office, reviewer) == of_grant(given.SUPERVISOR, now, Purpose.SUPERVISION)
    tell_of_overdue_access(ledger, acting(given.SUPERVISOR), THREE_DAYS, SaidLately())
    late = a_list(PRIVACY_OFFICER, THREE_DAYS)
    # Twice in the list, once on record.
    assert ids(grants_overdue(ledger, late)) == [GRANT, GLASS]
    assert reads_of(office, late.read_id) == of_grant(PRIVACY_OFFICER, THREE_DAYS, Purpose.AUDIT)
    approved(office)
    assert GRANT in ids(grants_in_force(ledger, a_list(OFFICER)))
    assert reads_of(office, a_list(OFFICER).read_id) == of_grant(OFFICER, now, Purpose.SUPERVISION)
    assert set(ids(own_grants(ledger, a_list(LAWYER)))) == {GRANT, GLASS}
    assert reads_of(office, a_list(LAWYER).read_id) == []


def test_a_list_that_shows_nobody_records_nothing(office: Office) -> None:
    assert ids(grants_to_decide(office.ledger, a_list(LEADER))) == []
    assert reads_of(office, a_list(LEADER).read_id) == []


def families(person: PersonId, number: int) -> AskedFamilies:
    return AskedFamilies(
        actor=acting(person),
        now=given.NOW,
        read_id=read_id(number),
        office=given.COUNTY_OFFICE,
        breach_id=ID,
    )


@pytest.fixture
def breached(office: Office) -> Office:
    """Give the office with a breach that concerns two children, the family of one left untold."""
    privacy.employ_security_administrator(office.opened)
    facts = on_file(given.OTHER_CHILD)
    office.ledger.log.append(
        Commit(
            facts=facts,
            expected={office.opened.mapper.stream_of(fact): 0 for fact in facts},
            request_id=RequestId(given.example_id(907)),
            actor_id=given.SUPERVISOR,
            recorded_at=WEEK_AGO,
        )
    )
    assert office.opened.projector.catch_up(wait_ms=5_000)
    ledger, officer, at = office.ledger, acting(PRIVACY_OFFICER), given.COUNTY_OFFICE
    report_breach(ledger, acting(given.TEACHER), REPORT, given.NOW)
    both = ListAffected(breach_id=ID, child_ids=(given.CHILD, given.OTHER_CHILD))
    list_affected(ledger, officer, at, both, given.example_id(891), given.NOW)
    left = LeaveUntold(breach_id=ID, child_id=given.OTHER_CHILD, reason=UntoldReason.NOT_REACHABLE)
    leave_untold(ledger, officer, at, left, given.NOW)
    return office


def of_breach(person: PersonId, number: int, *children: ChildId) -> list[RecordsRead]:
    return [a_reading(read_id(number), person, Reading.BREACH, Purpose.RIGHTS, *children)]


def test_the_families_of_a_breach_are_shown_on_record_page_by_page(breached: Office) -> None:
    ledger, security = breached.ledger, privacy.SECURITY_ADMINISTRATOR
    page = families_of(ledger, families(security, 1))
    assert page.untold == (given.CHILD,)
    assert [each.child_id for each in page.left_untold] == [given.OTHER_CHILD]
    both = (given.CHILD, given.OTHER_CHILD)
    assert reads_of(breached, read_id(1)) == of_breach(security, 1, *both)
    family = family_of(ledger, families(PRIVACY_OFFICER, 2), given.OTHER_CHILD)
    assert (family.is_left_untold, family.others) == (True, (given.CHILD,))
    assert reads_of(breached, read_id(2)) == of_breach(PRIVACY_OFFICER, 2, *reversed(both))
    beyond = families_of(ledger, families(security, 3), skip=50)
    assert (beyond.untold, beyond.left_untold, beyond.next_skip) == ((), (), None)
    assert reads_of(breached, read_id(3)) == []
    with pytest.raises(NotFound, match="child_not_affected"):
        family_of(ledger, families(security, 4), ChildId(given.example_id(5)))


def test_no_list_shows_anybody_while_readings_cannot_be_recorded(breached: Office) -> None:
    asked(breached)
    ledger = replace(breached.ledger, reads=FullLog())
    with pytest.raises(Unavailable):
        grants_to_decide(ledger, a_list(LEADER))
    with pytest.raises(Unavailable):
        families_of(ledger, families(PRIVACY_OFFICER, 5))


def test_whose_requests_and_emergencies_the_privacy_desk_shows_is_on_record(
    office: Office,
) -> None:
    request_rights(office.ledger, acting(LEADER), privacy.ASK, given.NOW)
    broken(office)
    found = privacy_desk(office.ledger, acting(PRIVACY_OFFICER), read_id(6), given.NOW)
    assert [each.child_id for each in found.rights] == [given.CHILD]
    assert found.glass is not None
    assert ids(found.glass) == [GLASS]
    of_glass = uuid5(read_id(6), "glass")
    assert [*reads_of(office, read_id(6)), *reads_of(office, of_glass)] == [
        a_reading(read_id(6), PRIVACY_OFFICER, Reading.RIGHTS, Purpose.RIGHTS),
        a_reading(of_glass, PRIVACY_OFFICER, Reading.GRANT, Purpose.AUDIT),
    ]


def test_whom_an_auditor_is_shown_among_the_readings_of_a_person_is_on_record(
    office: Office,
) -> None:
    care_file(office.ledger, office.asked(given.TEACHER, 8))
    question = AskedReader(
        actor=acting(AUDITOR),
        reader_id=given.TEACHER,
        now=given.NOW,
        read_id=read_id(7),
        chosen=ReadingFilter(),
    )
    found = read_by(office.ledger, question)
    assert list(found.children.values()) == [(given.CHILD,)]
    assert reads_of(office, read_id(7)) == [
        a_reading(read_id(7), AUDITOR, Reading.READINGS, Purpose.AUDIT)
    ]
