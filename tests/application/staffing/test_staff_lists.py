"""People from a list: proposed once, invited once, and a list that broke off goes on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from application.ports import Receipt
from application.staffing.listed_staff import JudgedStaff, StaffBook
from application.staffing.proposing import decline_duty
from application.staffing.staff_lists import Hand, administrators_hand, slips, take_row
from domain.accounts.facts import AccountInvited
from domain.errors import NotPermitted, StepUpNeeded
from domain.staff.facts import DutyDeclineReason, DutyProposed, PersonRegistered, Role
from domain.staff.listed import ListedProblem, ListedRow
from domain.staff.state import DeclineDuty, ProposeDuty
from infrastructure.authentication.accounts import Accounts
from tests import examples as given
from tests.engines import FoundedLedger
from tests.infrastructure.authentication.keeping import accounts_on
from tests.office import (
    ADMINISTRATOR,
    LEADER,
    OFFICER,
    Office,
    acting,
    open_office,
    reopen_office,
    with_factor,
)
from tests.signing import give_account

ROW = ListedRow(number=2, name="示例庚", phone="13000000099", place="示例村", role="村主任")
OTHER = replace(
    ROW, number=3, name="示例辛", login="Xin", phone=None, place="示例小学", role="教师"
)
LIST = "0" * 64
WORDS = {"村主任": Role.VILLAGE_DIRECTOR, "教师": Role.TEACHER, "县区工作人员": Role.COUNTY_OFFICER}


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    return reopen_office(founded_ledger(open_office))


@pytest.fixture
def accounts(office: Office) -> Accounts:
    return accounts_on(office.databases)


def book(office: Office, accounts: Accounts) -> StaffBook:
    return StaffBook(
        places=office.ledger.directory.organisations(),
        roles=WORDS,
        accounts=accounts,
        names=office.ledger.directory.names,
        digest=office.opened.vault.claim_digest,
    )


def judged(office: Office, accounts: Accounts, *rows: ListedRow) -> list[JudgedStaff]:
    return list(book(office, accounts).judged(rows))


def hand(office: Office, accounts: Accounts) -> Hand:
    return administrators_hand(office.ledger, accounts, with_factor(ADMINISTRATOR))


def take(office: Office, acts: Hand, found: Sequence[JudgedStaff], at: datetime = given.NOW) -> int:
    """Return how many rows recorded anything new."""
    rules = office.ledger.rules
    posts = [(each.row, each.post) for each in found if each.post is not None]
    return sum(take_row(acts, row, post, LIST, at, rules) for row, post in posts)


def facts(office: Office, kind: type[object]) -> list[object]:
    rows = office.opened.recorder.rows_after(0, 1_000)
    return [
        each.fact for each in office.opened.mapper.open_rows(rows) if isinstance(each.fact, kind)
    ]


def test_who_is_on_a_list_is_registered_proposed_and_holds_nothing_yet(
    office: Office, accounts: Accounts
) -> None:
    before = len(facts(office, PersonRegistered))
    found = judged(office, accounts, ROW, OTHER)
    assert take(office, hand(office, accounts), found) == 2
    proposed = [each for each in facts(office, DutyProposed) if isinstance(each, DutyProposed)]
    assert [(each.role, each.organisation_id, each.proposed_by) for each in proposed] == [
        (Role.VILLAGE_DIRECTOR, given.VILLAGE, ADMINISTRATOR),
        (Role.TEACHER, given.SCHOOL, ADMINISTRATOR),
    ]
    assert len(facts(office, PersonRegistered)) == before + 2
    assert office.ledger.access.duties_of(proposed[0].person_id) == ()


def test_the_same_list_again_proposes_and_invites_nobody_twice(
    office: Office, accounts: Accounts
) -> None:
    acts, later = hand(office, accounts), given.NOW + timedelta(days=1)
    first = judged(office, accounts, ROW, OTHER)
    take(office, acts, first)
    assert len(list(slips(acts, accounts, first, {}, given.NOW))) == 2
    again = judged(office, accounts, ROW, OTHER)
    assert [each.post and each.post.is_known for each in again] == [True, True]
    assert take(office, acts, again, later) == 0
    assert list(slips(acts, accounts, again, {}, later)) == []
    assert (len(facts(office, DutyProposed)), len(facts(office, AccountInvited))) == (2, 2)


def test_who_did_not_come_is_invited_anew_when_that_is_asked_for_and_the_old_code_is_void(
    office: Office, accounts: Accounts
) -> None:
    acts, found = hand(office, accounts), judged(office, accounts, ROW)
    take(office, acts, found)
    (first,) = slips(acts, accounts, found, {given.VILLAGE: "示例村"}, given.NOW)
    (second,) = slips(acts, accounts, found, {}, given.NOW, renew=True)
    assert (first.name, first.place) == ("示例庚", "示例村")
    assert accounts.redeem(first.invited.login, first.invited.code, given.NOW) is None
    assert accounts.redeem(second.invited.login, second.invited.code, given.NOW) is not None


def test_who_signs_in_already_is_never_invited(office: Office, accounts: Accounts) -> None:
    give_account(accounts, given.TEACHER, "xin")
    name = office.ledger.directory.names((given.TEACHER,))[given.TEACHER]
    found = judged(office, accounts, replace(OTHER, name=name))
    acts = hand(office, accounts)
    assert take(office, acts, found) == 1
    assert list(slips(acts, accounts, found, {}, given.NOW, renew=True)) == []
    (proposed,) = facts(office, DutyProposed)
    assert isinstance(proposed, DutyProposed)
    assert proposed.person_id == given.TEACHER


def test_a_list_that_broke_off_between_person_and_duty_goes_on_where_it_was(
    office: Office, accounts: Accounts
) -> None:
    acts, found = hand(office, accounts), judged(office, accounts, ROW, OTHER)

    def dying(request: ProposeDuty, now: datetime) -> Receipt:
        if request.role is Role.TEACHER:
            raise KeyboardInterrupt
        return acts.propose(request, now)

    with pytest.raises(KeyboardInterrupt):
        take(office, replace(acts, propose=dying), found)
    registered = len(facts(office, PersonRegistered))
    assert len(facts(office, DutyProposed)) == 1
    assert take(office, acts, judged(office, accounts, ROW, OTHER)) == 1
    assert len(facts(office, DutyProposed)) == 2
    assert len(facts(office, PersonRegistered)) == registered


def test_a_role_that_administrators_give_among_themselves_still_needs_who_answers(
    office: Office, accounts: Accounts
) -> None:
    found = judged(office, accounts, replace(ROW, place="示例县教育局", role="县区工作人员"))
    take(office, hand(office, accounts), found)
    (proposed,) = facts(office, DutyProposed)
    assert isinstance(proposed, DutyProposed)
    assert proposed.proposed_as is Role.SYSTEM_ADMINISTRATOR


def test_nobody_without_the_permission_takes_a_row_or_makes_a_code(
    office: Office, accounts: Accounts
) -> None:
    found = judged(office, accounts, ROW)
    with pytest.raises(NotPermitted):
        take(office, administrators_hand(office.ledger, accounts, with_factor(LEADER)), found)
    stale = administrators_hand(office.ledger, accounts, acting(ADMINISTRATOR))
    assert take(office, stale, found) == 1
    with pytest.raises(StepUpNeeded):
        list(slips(stale, accounts, found, {}, given.NOW))


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (replace(ROW, has_formula=True), ListedProblem.FORMULA),
        (replace(ROW, name=None), ListedProblem.NAME_MISSING),
        (replace(ROW, name="示" * 51), ListedProblem.NAME_UNUSABLE),
        (replace(ROW, phone=None, has_bad_phone=True), ListedProblem.PHONE_UNUSABLE),
        (replace(ROW, phone=None), ListedProblem.LOGIN_OR_PHONE_MISSING),
        (replace(ROW, login="a b"), ListedProblem.LOGIN_UNUSABLE),
        (replace(ROW, login="chen"), ListedProblem.LOGIN_OF_ANOTHER),
        (replace(ROW, role="大使"), ListedProblem.ROLE_UNKNOWN),
        (replace(ROW, place="别的村"), ListedProblem.PLACE_UNKNOWN),
        (replace(ROW, role="教师"), ListedProblem.ROLE_NOT_HELD_THERE),
    ],
)
def test_a_row_that_cannot_be_taken_tells_why(
    office: Office, accounts: Accounts, row: ListedRow, problem: ListedProblem
) -> None:
    give_account(accounts, given.TEACHER, "chen")
    assert judged(office, accounts, row) == [JudgedStaff(row=row, problem=problem)]


def test_a_row_said_twice_is_taken_once_and_one_person_may_hold_two_posts(
    office: Office, accounts: Accounts
) -> None:
    second = replace(ROW, number=5, place="示例小学", role="教师")
    found = judged(office, accounts, ROW, replace(ROW, number=4), second)
    assert [each.problem for each in found] == [None, ListedProblem.REPEATED, None]
    assert len({each.post.person_id for each in found if each.post}) == 1
    take(office, hand(office, accounts), found)
    assert len(list(slips(hand(office, accounts), accounts, found, {}, given.NOW))) == 1


def test_places_are_known_by_code_by_name_and_by_the_name_after_the_one_above(
    office: Office, accounts: Accounts
) -> None:
    for words in ("示例村", "示例镇 示例村", "示例镇示例村"):
        (found,) = judged(office, accounts, replace(ROW, place=words))
        assert found.post is not None
        assert found.post.organisation_id == given.VILLAGE


def test_what_was_declined_is_proposed_anew_when_the_list_is_read_again(
    office: Office, accounts: Accounts
) -> None:
    acts, later = hand(office, accounts), given.NOW + timedelta(days=1)
    take(office, acts, judged(office, accounts, ROW))
    (first,) = (each for each in facts(office, DutyProposed) if isinstance(each, DutyProposed))
    request = DeclineDuty(
        person_id=first.person_id,
        duty_id=first.duty_id,
        reason=DutyDeclineReason.OTHER_DAYS,
    )
    decline_duty(office.ledger, with_factor(OFFICER), request, given.NOW)
    again = judged(office, accounts, ROW)
    assert [take(office, acts, again, at) for at in (later, later)] == [1, 0]
    assert len(facts(office, DutyProposed)) == 2
