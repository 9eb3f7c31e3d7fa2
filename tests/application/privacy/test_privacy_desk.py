"""The desk of whoever answers for data: what is kept back takes no place from what follows."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.authorisation.permission import standings_of
from application.ports import Commit
from application.privacy.disclosures import record_disclosure
from application.privacy.due_rows import RightsWaiting
from application.privacy.privacy_desk import (
    PrivacyDesk,
    privacy_desk,
    rights_to_verify,
    waiting_rights,
)
from application.privacy.rights import request_rights, verify_requester
from domain.codelists import LegalBasis
from domain.disclosures.facts import DataKind
from domain.disclosures.state import RecordDisclosure
from domain.errors import NotPermitted
from domain.reads.facts import Reading, RecordsRead
from domain.shared import ChildId, DisclosureId, Purpose, ReadId, RequestId
from tests import examples as given
from tests import privacy
from tests.application.casework import WORRY, raised, reopen_casework
from tests.application.granting import reads_of
from tests.engines import FoundedLedger
from tests.infrastructure.views.cases import on_file
from tests.office import LEADER, WEEK_AGO, Office, acting, read_id


def of_emergency(office: Office, child_id: ChildId, days_ago: int) -> DisclosureId:
    """Hand out in an emergency, of which the family is to be told the sooner the longer ago."""
    disclosure_id = DisclosureId(given.example_id(870 + days_ago))
    request = RecordDisclosure(
        child_id=child_id,
        disclosure_id=disclosure_id,
        recipient="示例医院",
        kinds=(DataKind.HEALTH,),
        basis=LegalBasis.EMERGENCY,
        reference="急救单2026-31",
        disclosed_on=given.TODAY - timedelta(days=days_ago),
    )
    record_disclosure(office.ledger, acting(LEADER), request, given.NOW)
    return disclosure_id


def put_on_file(office: Office, child_id: ChildId) -> None:
    facts = on_file(child_id)
    office.ledger.log.append(
        Commit(
            facts=facts,
            expected={office.opened.mapper.stream_of(fact): 0 for fact in facts},
            request_id=RequestId(given.example_id(906)),
            actor_id=given.SUPERVISOR,
            recorded_at=WEEK_AGO,
        )
    )
    assert office.opened.projector.catch_up(wait_ms=5_000)


def seen(office: Office, page_size: int) -> PrivacyDesk:
    ledger = replace(office.ledger, rulebook=replace(given.RULES, page_size=page_size))
    officer = acting(privacy.PRIVACY_OFFICER)
    return privacy_desk(ledger, officer, read_id(page_size), given.NOW)


@pytest.fixture
def owed(founded_ledger: FoundedLedger) -> Office:
    """Give an office that told a hospital of two children in emergencies, of one of them twice."""
    office = reopen_casework(founded_ledger)
    privacy.employ_privacy_officer(office.opened)
    put_on_file(office, given.OTHER_CHILD)
    for days_ago, child_id in enumerate((given.OTHER_CHILD, given.OTHER_CHILD, given.CHILD)):
        of_emergency(office, child_id, days_ago)
    of_emergency(office, given.CHILD, 3)
    return office


def test_an_officer_who_is_named_sees_what_is_owed_to_others_and_that_there_is_more(
    owed: Office,
) -> None:
    everything = seen(owed, 4)
    assert [each.child_id for each in everything.tellings] == [
        *(given.CHILD, given.CHILD),
        *(given.OTHER_CHILD, given.OTHER_CHILD),
    ]
    assert not everything.has_more
    raised(owed, replace(WORRY, involved_ids=(privacy.PRIVACY_OFFICER,)))
    left = everything.tellings[2:]
    one = seen(owed, 1)
    assert (one.tellings, one.has_more) == (left[:1], True)
    two = seen(owed, 2)
    assert (two.tellings, two.has_more) == (left, False)


def test_whoever_is_named_by_nobody_sees_all_in_order_of_their_days(owed: Office) -> None:
    raised(owed)
    found = [seen(owed, page_size) for page_size in (4, 3, 2, 1)]
    everything = found[0].tellings
    assert [each.due_on for each in everything] == sorted(each.due_on for each in everything)
    assert [each.tellings for each in found] == [everything[:size] for size in (4, 3, 2, 1)]
    assert [each.has_more for each in found] == [False, True, True, True]


def test_whoever_receives_requests_is_told_of_whom_somebody_has_to_make_sure(
    founded_ledger: FoundedLedger,
) -> None:
    office = reopen_casework(founded_ledger)
    ledger, leader, now = office.ledger, acting(LEADER), given.NOW
    request_rights(ledger, leader, privacy.ASK, now)
    (waits,) = rights_to_verify(ledger, leader, read_id(1), now).rights
    assert (waits.rights_id, waits.is_proven) == (privacy.ASKED, False)
    assert reads_of(office, read_id(1)) == [
        RecordsRead(
            read_id=ReadId(read_id(1)),
            reader_id=LEADER,
            child_ids=(given.CHILD,),
            what=Reading.RIGHTS,
            purpose=Purpose.RIGHTS,
        )
    ]
    told = RightsWaiting(to_verify=1, verify_by_on=waits.due_on)
    assert waiting_rights(ledger, standings_of(ledger, leader, now), now) == told
    teacher = acting(given.TEACHER)
    assert waiting_rights(ledger, standings_of(ledger, teacher, now), now) is None
    with pytest.raises(NotPermitted):
        rights_to_verify(ledger, teacher, read_id(2), now)
    verify_requester(ledger, leader, privacy.PROVE, now)
    assert rights_to_verify(ledger, leader, read_id(3), now).rights == ()
    # Proven, it waits for whoever answers it, and for nobody at the school.
    assert waiting_rights(ledger, standings_of(ledger, leader, now), now) == RightsWaiting()
