"""Open screens: whoever is told to look may see it, and whoever is shut out hears no more."""

from collections.abc import Callable, Iterator
from contextlib import aclosing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import copytree

import pytest
from anyio import move_on_after

from api import paths, streams
from api.streams import Streams
from application.authentication.listening import Listener
from application.crisis.worries.referrals import raise_concern
from domain.referrals.situations import Involved
from domain.shared import CaseId, PersonId
from domain.staff.facts import Role
from infrastructure.opening import reactions_of
from tests import examples as given
from tests.api.pages import duty
from tests.api.pages.crisis.test_duty_over import end_duty
from tests.api.pages.forms import send
from tests.api.pages.furnishing import NEIGHBOURS, STRANGERS, furnished
from tests.api.pages.site import LEADER, LOGINS, SECURITY, SUPERVISOR, TEACHER, Site
from tests.api.routes.door import embedded
from tests.office import acting

NEW = CaseId(given.example_id(7_801))
NAMED = duty.POSTS[duty.LEAD][0]
AGAIN = replace(
    duty.WORRY,
    case_id=NEW,
    child_id=given.OTHER_CHILD,
    name="示例同学",
    school_id=given.SCHOOL,
    involved=(Involved.CLASS_TEACHER, Involved.SCHOOL_LEADER),
    involved_ids=(NAMED,),
)
SEEN_AT = tuple(
    paths.filled(path, case_id=NEW) for path in (paths.CASE, paths.WORRY_SENT, paths.RISK_NOTICE)
)
NAMED_ROLES = {Role.CLASS_TEACHER, Role.SCHOOL_LEADER}
ENDS_WITHIN_SECONDS, STAYS_SECONDS = 5.0, 0.5


@pytest.fixture(scope="module")
def walked(office_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = copytree(office_folder, tmp_path_factory.mktemp("heard") / "office")
    with furnished(embedded(folder / "data", folder / "keyfile.json")) as opened:
        # Who is on duty is asked as of the day of the examples.
        opened.opened.watch._today = lambda: given.TODAY
        yield opened


def woken(site: Site, happens: Callable[[], object]) -> frozenset[PersonId]:
    """Return whose screens are told to look because something happens."""
    watch = site.opened.watch
    follow(site)
    seen = watch.now()
    happens()
    follow(site)
    return watch.changed_since(seen).person_ids


def follow(site: Site) -> None:
    """Let everybody be told who is to be told of what happened."""
    head = 0
    while head < (head := site.opened.recorder.head()):
        assert reactions_of(site.opened, lambda: given.NOW).follow()
    assert site.opened.projector.catch_up(wait_ms=5_000)


def test_of_every_role_whoever_is_told_to_look_may_see_it_and_nobody_who_is_named(
    walked: Site,
) -> None:
    people = {each.login: each.person_id for each in (*NEIGHBOURS, *STRANGERS)}
    people |= LOGINS | {login: post[0] for login, post in duty.POSTS.items()}
    ledger = walked.opened.ledger
    heard = woken(walked, lambda: raise_concern(ledger, acting(given.TEACHER), AGAIN, given.NOW))
    told = {login for login, person_id in people.items() if person_id in heard}
    assert told - {login for login in people if sees(walked, login)} == set()
    assert {duty.COUNTY, TEACHER} <= told
    named = {each.login for each in NEIGHBOURS if each.role in NAMED_ROLES}
    assert told & {duty.LEAD, LEADER, *named, *(each.login for each in STRANGERS)} == set()


def sees(site: Site, login: str) -> bool:
    browser = site.signed_in(login)
    return any(browser.get(path).status_code == 200 for path in SEEN_AT)


def listener_of(site: Site, login: str) -> Listener:
    (token,) = [each.value for each in site.signed_in(login).cookies.jar]
    assert token is not None
    session = site.app.state.accounts.sessions.of(token)
    return Listener(session.session_id, session.person_id)


def sign_out(site: Site) -> None:
    assert site.signed_in(TEACHER).post(paths.SIGN_OUT).is_redirect


def shut_out(site: Site) -> None:
    """Let the security administrator close the account."""
    path = paths.filled(paths.DISABLE_ACCOUNT, person_id=given.TEACHER)
    assert send(site.signed_in(SECURITY), path, reason="left").is_redirect


def run_out(site: Site) -> None:
    """Let so much time pass that the session was not used."""
    site.clock.now += timedelta(minutes=given.RULES.session_idle_minutes + 1)
    site.entered.pop(SUPERVISOR, None)


@pytest.mark.parametrize("ends", [sign_out, shut_out, end_duty, run_out])
def test_a_stream_ends_with_the_session_or_the_last_duty_and_that_of_another_goes_on(
    site: Site, monkeypatch: pytest.MonkeyPatch, ends: Callable[[Site], None]
) -> None:
    monkeypatch.setattr(streams, "CHECK_SECONDS", 0.05)
    opened: Streams = site.app.state.streams
    leaver = listener_of(site, TEACHER)
    before = site.portal.call(ended_within, opened, leaver, STAYS_SECONDS)
    ends(site)
    stayer = listener_of(site, SUPERVISOR)
    assert not before
    assert site.portal.call(ended_within, opened, leaver, ENDS_WITHIN_SECONDS)
    assert not site.portal.call(ended_within, opened, stayer, STAYS_SECONDS)


async def ended_within(opened: Streams, listener: Listener, seconds: float) -> bool:
    """Return whether a stream came to its end by then."""
    with move_on_after(seconds) as waited:
        async with aclosing(opened.follow(listener)) as following:
            async for _ in following:
                pass
    return not waited.cancelled_caught
