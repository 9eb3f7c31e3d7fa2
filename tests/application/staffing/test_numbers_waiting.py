"""What waits for a second person is listed for whoever may settle it, and for nobody else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.authorisation.permission import standings_of
from application.care_files.corrections_waiting import (
    CorrectionsWaiting,
    any_correction_waits,
    corrections_waiting,
)
from application.proposed_numbers import NumberStage
from application.staffing.telephones import (
    confirm_telephone,
    propose_telephone,
    telephone_changed_lately,
)
from application.staffing.telephones_waiting import (
    TelephonesWaiting,
    any_telephone_waits,
    telephones_waiting,
)
from domain.errors import NotPermitted
from domain.reads.facts import Reading
from domain.shared import PersonId, TelephoneId
from domain.staff.facts import Role
from domain.staff.state import ConfirmTelephone, ProposeTelephone
from tests import examples as given
from tests.application.casework import WORRY, raised, reopen_casework, told
from tests.application.identifying import NUMBER, confirmed, corrected
from tests.application.telling import employ
from tests.engines import FoundedLedger
from tests.identity_examples import LATER, OTHER_NUMBER
from tests.office import (
    ADMINISTRATOR,
    AUDITOR,
    DIRECTOR,
    LEADER,
    OFFICER,
    SECURITY,
    STRANGER,
    Office,
    acting,
    read_id,
    with_factor,
)

TELEPHONE = ProposeTelephone(
    person_id=given.TEACHER,
    telephone_id=TelephoneId(given.example_id(977)),
    telephone="13000000055",
)
PAST = timedelta(days=31)


def proposed(office: Office, by: PersonId = ADMINISTRATOR) -> None:
    propose_telephone(office.ledger, acting(by), TELEPHONE, given.NOW)


def telephones(office: Office, by: PersonId, later: timedelta = timedelta()) -> TelephonesWaiting:
    return telephones_waiting(office.ledger, acting(by), given.NOW + later)


def is_told(office: Office, by: PersonId, later: timedelta = timedelta()) -> tuple[bool, bool]:
    now = given.NOW + later
    standings = standings_of(office.ledger, acting(by), now)
    return (
        any_telephone_waits(office.ledger, standings, now),
        any_correction_waits(office.ledger, standings, now),
    )


def corrections(office: Office, by: PersonId, number: int = 1) -> CorrectionsWaiting:
    return corrections_waiting(office.ledger, acting(by), read_id(number), given.NOW)


def test_a_telephone_is_listed_for_whoever_may_confirm_it_until_it_lapses(office: Office) -> None:
    assert is_told(office, OFFICER) == (False, False)
    proposed(office)
    for who in (OFFICER, SECURITY):
        found = telephones(office, who)
        assert [row.subject_id for row in found.page.rows] == [given.TEACHER]
        assert (found.own, is_told(office, who)) == ((), (True, False))
        assert (telephones(office, who, PAST).page.total, is_told(office, who, PAST)[0]) == (
            0,
            False,
        )
    mine = telephones(office, ADMINISTRATOR)
    assert (mine.page.total, [row.stage for row in mine.own]) == (0, [NumberStage.WAITING])
    lapsed = telephones(office, ADMINISTRATOR, PAST)
    assert [row.stage for row in lapsed.own] == [NumberStage.LAPSED]
    for who in (given.TEACHER, AUDITOR):
        assert is_told(office, who) == (False, False)
        with pytest.raises(NotPermitted):
            telephones(office, who)
    assert "13000000055" not in repr(telephones(office, OFFICER))


def test_a_changed_telephone_is_told_for_as_many_days_as_the_rules_say(office: Office) -> None:
    proposed(office)
    confirming = ConfirmTelephone(person_id=given.TEACHER, telephone_id=TELEPHONE.telephone_id)
    confirm_telephone(office.ledger, with_factor(OFFICER), confirming, given.NOW)
    a_week = replace(office.ledger.rules, telephone_notice_days=7)
    ledger = replace(office.ledger, rulebook=a_week)
    for days, is_told_still in ((6, True), (7, False)):
        later = given.NOW + timedelta(days=days)
        assert bool(telephone_changed_lately(ledger, given.TEACHER, later)) is is_told_still


def test_what_became_of_a_telephone_is_told_while_its_proposer_answers_for_the_person(
    office: Office,
) -> None:
    proposed(office, LEADER)
    assert [row.stage for row in telephones(office, LEADER).own] == [NumberStage.WAITING]
    employ(office, given.TEACHER, Role.VILLAGE_DIRECTOR, given.OTHER_VILLAGE)
    assert telephones(office, LEADER).own == ()


def test_an_id_number_is_listed_at_the_places_of_the_child_and_the_list_is_a_reading(
    office: Office,
) -> None:
    corrected(office, NUMBER)
    for number, who in enumerate((LEADER, DIRECTOR, given.SUPERVISOR), start=1):
        found = corrections(office, who, number)
        assert [row.proposal_id for row in found.page.rows] == [LATER]
        assert found.children == {given.CHILD: given.CHILD_NAME}
        assert is_told(office, who) == (False, True)
    mine = corrections(office, given.TEACHER, 4)
    assert (mine.page.total, [row.stage for row in mine.own]) == (0, [NumberStage.WAITING])
    read = office.ledger.readings.of_child(given.CHILD, limit=9, before=None, with_cases=True).rows
    assert [row.what for row in read] == [Reading.CHILD_HEAD] * 4
    assert corrections(office, STRANGER, 5) == replace(
        corrections(office, STRANGER, 6), children={}
    )
    assert is_told(office, STRANGER) == is_told(office, given.TEACHER) == (False, False)
    for who in (OFFICER, AUDITOR, given.VOLUNTEER):
        assert is_told(office, who)[1] is False
        with pytest.raises(NotPermitted):
            corrections(office, who, 7)
    assert OTHER_NUMBER not in repr(mine)
    confirmed(office)
    assert is_told(office, LEADER) == (False, False)
    (own,) = corrections(office, given.TEACHER, 8).own
    assert own.stage is NumberStage.CONFIRMED


def test_the_list_tells_whoever_may_be_involved_nothing_by_what_it_lacks(
    founded_ledger: FoundedLedger,
) -> None:
    office = reopen_casework(founded_ledger)
    corrected(office, NUMBER)
    before = (corrections(office, DIRECTOR), is_told(office, DIRECTOR))
    raised(office, replace(WORRY, involved_ids=(DIRECTOR,)))
    told(office)
    assert (corrections(office, DIRECTOR, 2), is_told(office, DIRECTOR)) == before
