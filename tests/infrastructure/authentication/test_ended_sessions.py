"""However a session ends before its time, that is noted with it; and no more are open than may."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4, uuid5

import pytest

from application.authentication.account_ports import (
    FirstSignIn,
    Invitation,
    NewSession,
    Note,
    OpenAtMost,
    Stage,
)
from application.authentication.session_store import Ending
from domain.accounts.facts import AccountActivated
from domain.reads.sign_ins import SessionEnd, SessionEnded
from domain.shared import EndId, LinkId, SessionId
from infrastructure.authentication.accounts import Accounts
from tests.engines import LedgerDatabases
from tests.examples import NOW, OPERATOR, TEACHER, example_id
from tests.infrastructure.authentication.keeping import (
    SIGNED_OUT,
    accounts_on,
    ending_at,
    invite,
    open_now,
    opened,
)

LATER = NOW + timedelta(minutes=7)
AT_MOST = OpenAtMost(count=5, unused_since=NOW - timedelta(minutes=30))
LINK = LinkId(example_id(1801))
INVITATION = Invitation(login="chen", code="A" * 16, expires_at=NOW + timedelta(days=3))
ACTIVATED = Note(
    note_id=example_id(972), fact=AccountActivated(person_id=TEACHER), actor_id=TEACHER
)
NEW = NewSession(
    session_id=SessionId(example_id(970)),
    person_id=TEACHER,
    stage=Stage.OPEN,
    device="phone",
    now=NOW,
    expires_at=NOW + timedelta(hours=12),
    at_most=AT_MOST,
)
Act = Callable[[Accounts, SessionId, Ending], object]


def ends(accounts: Accounts) -> list[SessionEnded]:
    found = [each.fact for each in accounts.notes.waiting()]
    return [each for each in found if isinstance(each, SessionEnded)]


def ended(session_id: SessionId, how: SessionEnd) -> SessionEnded:
    return SessionEnded(
        end_id=EndId(uuid5(session_id, "ended")),
        session_id=session_id,
        person_id=TEACHER,
        how=how,
        ended_at=LATER,
    )


def ids_of(accounts: Accounts) -> list[SessionId]:
    return [each.session_id for each in open_now(accounts)]


def accounts_session(accounts: Accounts) -> SessionId:
    session = accounts.sessions.of(opened(accounts))
    assert session is not None
    return session.session_id


BY_SOMEBODY = ending_at(LATER, SessionEnd.BY_ADMINISTRATOR)
ACTS: Mapping[SessionEnd, Act] = {
    SessionEnd.ENDED_ELSEWHERE: lambda on, id, ending: on.sessions.end(TEACHER, [id], (), ending),
    SessionEnd.BY_ADMINISTRATOR: lambda on, _, ending: on.sessions.end_all(
        TEACHER, lambda _count: (), None, ending
    ),
    SessionEnd.CREDENTIAL_CHANGED: lambda on, _, ending: on.keep_password(
        TEACHER, "hash", (), accounts_session(on), ending
    ),
    SessionEnd.CREDENTIAL_RESET: lambda on, _, ending: on.reset_password(
        TEACHER, "hash", (), ending
    ),
    SessionEnd.INVITED_ANEW: lambda on, _, ending: on.invite(
        invite(on, TEACHER), INVITATION, (), ending
    ),
    SessionEnd.ACCOUNT_CLOSED: lambda on, _, ending: on.disable(TEACHER, (), ending),
    SessionEnd.UNLINKED: lambda on, _, ending: on.sessions.end_linked(TEACHER, LINK, ending),
}


@pytest.mark.parametrize("how", ACTS)
def test_what_ends_an_open_session_notes_how_and_of_a_half_one_nothing(
    accounts: Accounts, how: SessionEnd
) -> None:
    narrowed = replace(NEW.narrowed, linked=LINK)
    accounts.sessions.open(replace(NEW, narrowed=narrowed))
    half = SessionId(example_id(971))
    accounts.sessions.open(
        replace(NEW, session_id=half, stage=Stage.SECOND_FACTOR, narrowed=narrowed)
    )
    ACTS[how](accounts, NEW.session_id, ending_at(LATER, how))
    assert ends(accounts) == [ended(NEW.session_id, how)]
    ACTS[how](accounts, NEW.session_id, ending_at(LATER, how))
    assert [each for each in ends(accounts) if each.session_id == NEW.session_id] == [
        ended(NEW.session_id, how)
    ]


def test_who_ended_it_is_told_apart_from_whose_it_was(accounts: Accounts) -> None:
    for number in range(2):
        accounts.sessions.open(replace(NEW, session_id=SessionId(example_id(970 + number))))
    token = opened(accounts)
    accounts.sessions.close(token, SIGNED_OUT)
    accounts.sessions.end_all(TEACHER, lambda _count: (), None, BY_SOMEBODY)
    told = [(each.actor_id, each.device) for each in accounts.notes.waiting()]
    assert told == [(TEACHER, "phone"), (OPERATOR, None), (OPERATOR, None)]


def test_a_session_that_ran_out_is_dropped_without_a_word(accounts: Accounts) -> None:
    accounts.sessions.drop(opened(accounts))
    opened(accounts)
    accounts.sessions.end_all(
        TEACHER, lambda _count: (), None, replace(SIGNED_OUT, at=NOW + timedelta(hours=12))
    )
    assert ends(accounts) == []


@pytest.mark.parametrize("how", ACTS)
def test_of_what_ran_out_unused_no_end_is_noted_and_of_what_was_used_since_one_is(
    accounts: Accounts, how: SessionEnd
) -> None:
    narrowed = replace(NEW.narrowed, linked=LINK)
    unused = SessionId(example_id(971))
    accounts.sessions.open(replace(NEW, session_id=unused, narrowed=narrowed))
    used_at = NOW + timedelta(seconds=1)
    accounts.sessions.open(replace(NEW, now=used_at, narrowed=narrowed))
    ran_out = replace(ending_at(LATER, how), unused_since=NOW)
    for session_id in (NEW.session_id, unused):
        ACTS[how](accounts, session_id, ran_out)
    told = [each for each in ends(accounts) if each.session_id in (unused, NEW.session_id)]
    assert told == [ended(NEW.session_id, how)]


@pytest.mark.parametrize("is_unused", [False, True])
def test_a_first_sign_in_that_is_denied_closes_what_it_opened_and_had_not_run_out(
    accounts: Accounts, is_unused: bool
) -> None:
    accounts.invite(invite(accounts, TEACHER), INVITATION, (), ending_at())
    session_id = accounts_session(accounts)
    first = FirstSignIn(person_id=TEACHER, set_up_at=NOW)
    accounts.keep_password(TEACHER, "hash", (ACTIVATED,), session_id, ending_at())
    denied = ending_at(LATER)
    denied = replace(denied, unused_since=NOW) if is_unused else denied
    assert accounts.first_sign_ins.deny(first, (), denied)
    told = [] if is_unused else [ended(session_id, SessionEnd.ACCOUNT_CLOSED)]
    assert ends(accounts) == told


# ── at most ──────────────────────────────────────────────────────────────────────────────────────


def fill(accounts: Accounts) -> list[str]:
    """Open as many as may be; of these the second is unused longest."""
    tokens = []
    for number in range(AT_MOST.count):
        token = accounts.sessions.open(replace(NEW, session_id=SessionId(example_id(980 + number))))
        accounts.sessions.saw(token, NOW + timedelta(minutes=number))
        tokens.append(token)
    accounts.sessions.saw(tokens[0], NOW + timedelta(minutes=6))
    return tokens


def test_one_more_than_may_be_ends_the_one_unused_longest(accounts: Accounts) -> None:
    first, second, *others = fill(accounts)
    newest = accounts.sessions.open(replace(NEW, now=LATER))
    assert ends(accounts) == [ended(SessionId(example_id(981)), SessionEnd.TOO_MANY)]
    assert accounts.sessions.of(second) is None
    assert [accounts.sessions.was_displaced(each) for each in (second, first)] == [True, False]
    assert all(accounts.sessions.of(each) is not None for each in (first, *others, newest))
    assert len(ids_of(accounts)) == AT_MOST.count


def test_a_session_that_is_displaced_goes_on_by_no_door_and_ends_once(accounts: Accounts) -> None:
    _first, second, *_others = fill(accounts)
    accounts.sessions.open(replace(NEW, now=LATER))
    moved = accounts.sessions.advance(
        second, Stage.OPEN, now=LATER, expires_at=NEW.expires_at, factor_at=NOW, at_most=AT_MOST
    )
    assert moved is None
    count = accounts.sessions.end_all(TEACHER, lambda _count: (), None, BY_SOMEBODY)
    assert count == AT_MOST.count
    hows = [each.how for each in ends(accounts)]
    assert hows == [SessionEnd.TOO_MANY, *[SessionEnd.BY_ADMINISTRATOR] * AT_MOST.count]
    assert not accounts.sessions.was_displaced(second)


def test_half_a_sign_in_displaces_nothing_until_it_is_whole(accounts: Accounts) -> None:
    fill(accounts)
    half = accounts.sessions.open(replace(NEW, stage=Stage.SECOND_FACTOR, now=LATER))
    assert ends(accounts) == []
    accounts.sessions.advance(
        half, Stage.OPEN, now=LATER, expires_at=NEW.expires_at, factor_at=NOW, at_most=AT_MOST
    )
    assert ends(accounts) == [ended(SessionId(example_id(981)), SessionEnd.TOO_MANY)]


def test_what_ran_out_unused_takes_no_place(accounts: Accounts) -> None:
    fill(accounts)
    late = NOW + timedelta(minutes=33)
    accounts.sessions.open(
        replace(NEW, now=late, at_most=OpenAtMost(count=5, unused_since=NOW + timedelta(minutes=3)))
    )
    assert ends(accounts) == []


def test_sessions_opened_at_once_by_several_processes_are_no_more_either(
    ledger: LedgerDatabases, accounts: Accounts
) -> None:
    servers = [accounts, accounts_on(ledger)]

    def open_one(number: int) -> str:
        new = replace(NEW, session_id=SessionId(uuid4()))
        return servers[number % 2].sessions.open(new)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(open_one, range(AT_MOST.count + 4)))
    assert len(ids_of(accounts)) == AT_MOST.count
    assert [each.how for each in ends(accounts)] == [SessionEnd.TOO_MANY] * 4
