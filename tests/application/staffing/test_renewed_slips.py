"""Slips made anew: of requests at the same time each code that is told holds, whoever sent it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from application.authentication.account_ports import Invitation, InvitePerson, Notes
from application.authentication.session_store import Ending
from application.staffing.listed_staff import JudgedStaff
from application.staffing.renewed_slips import Renewed, RenewSlips, Rows, renew_slips
from application.staffing.staff_lists import administrators_hand, slips, take_row
from application.staffing.staged_staff import StaffList
from application.survey.staging_ports import RosterHead, RosterId
from infrastructure.authentication.accounts import Accounts
from tests import examples as given
from tests.application.staffing.test_staff_lists import LIST, OTHER, ROW, judged
from tests.engines import FoundedLedger
from tests.infrastructure.authentication.keeping import accounts_on, ending_at
from tests.office import (
    ADMINISTRATOR,
    Office,
    open_office,
    reopen_office,
    with_factor,
)

LATER = given.NOW + timedelta(minutes=5)
HEAD = RosterHead(
    roster_id=RosterId(given.example_id(1)),
    uploaded_by=ADMINISTRATOR,
    uploaded_at=given.NOW,
    file_name="list.csv",
)


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    return reopen_office(founded_ledger(open_office))


@pytest.fixture
def accounts(office: Office) -> Accounts:
    return accounts_on(office.databases)


@pytest.fixture
def invited(office: Office, accounts: Accounts) -> StaffList:
    """Give a list of two people who were invited and have not come."""
    hand = administrators_hand(office.ledger, accounts, with_factor(ADMINISTRATOR))
    found = judged(office, accounts, ROW, OTHER)
    for each in found:
        assert each.post is not None
        take_row(hand, each.row, each.post, LIST, given.NOW, office.ledger.rules)
    assert len(list(slips(hand, accounts, found, {}, given.NOW))) == 2
    known: list[JudgedStaff] = judged(office, accounts, ROW, OTHER)
    return StaffList(head=HEAD, content=b"", judged=tuple(known))


def renewed(office: Office, accounts: Accounts, found: StaffList) -> Renewed:
    request = RenewSlips(rows=Rows(first=2, last=3), before=LATER)
    actor = with_factor(ADMINISTRATOR)
    return renew_slips(office.ledger, accounts, actor, found, request, LATER)


def before_the_first_invitation(patch: pytest.MonkeyPatch, act: Callable[[], None]) -> None:
    """Let something happen once, just before an account is invited."""
    invite, left = Accounts.invite, [act]

    def slow(
        on: Accounts, request: InvitePerson, code: Invitation, notes: Notes, ending: Ending
    ) -> None:
        if left:
            left.pop()()
        invite(on, request, code, notes, ending)

    patch.setattr(Accounts, "invite", slow)


def test_who_chooses_a_password_meanwhile_keeps_it_and_the_others_get_their_slips(
    office: Office, accounts: Accounts, invited: StaffList, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = invited.judged[0].post
    assert post is not None
    before_the_first_invitation(
        monkeypatch,
        lambda: accounts.reset_password(post.person_id, "hash", (), ending_at(LATER)),
    )
    outer = renewed(office, accounts, invited)
    account = accounts.account(post.person_id)
    assert account is not None
    assert account.has_password
    assert [(row.number, why.code) for row, why in outer.refused] == [
        (2, "account_changed_meanwhile")
    ]
    assert [each.name for each in outer.slips] == ["示例辛"]


def test_slips_asked_for_twice_at_once_are_told_once_and_hold(
    office: Office, accounts: Accounts, invited: StaffList, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner: list[Renewed] = []
    before_the_first_invitation(
        monkeypatch, lambda: inner.append(renewed(office, accounts, invited))
    )
    outer = renewed(office, accounts, invited)
    told = [each.invited for each in (*inner[0].slips, *outer.slips)]
    assert [accounts.redeem(each.login, each.code, LATER) is not None for each in told] == [
        True,
        True,
    ]
    assert [(row.number, why.code) for row, why in outer.refused] == [
        (2, "account_changed_meanwhile"),
        (3, "account_changed_meanwhile"),
    ]
