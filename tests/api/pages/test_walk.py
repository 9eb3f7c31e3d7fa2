"""Every role walks through every route: nobody is shown more than the table of who may grants."""

from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from uuid import UUID, uuid5

import pytest

from api import paths
from api.routes.v1 import PREFIX
from application.authorisation.permission import standings_for_child, standings_of
from application.care_files.desk import my_children
from application.care_files.on_desk import OFFERED
from application.ports import Recorded
from domain.access.table import Request as Asking
from domain.access.table import Standing, permit
from domain.grants.facts import AccessReasonWritten, AccessRequested
from domain.reads.facts import Reading, RecordsRead
from domain.referrals.facts import ConcernConflictKept, ConcernRaised
from domain.reporting.facts import (
    BodyNotified,
    HarmedChildNamed,
    HarmSuspected,
    ReportConflictKept,
)
from domain.shared import Purpose
from domain.staff.facts import Role
from tests import examples as given
from tests.api.crawling import kind_of, refusals
from tests.api.pages import duty
from tests.api.pages.furnishing import NEIGHBOURS, NOT_WALKED, STRANGERS, asked, at, is_described
from tests.api.pages.granted import ask as ask_for_access
from tests.api.pages.site import LOGINS, TEACHER, VOLUNTEER, Site
from tests.api.pages.test_every_page import SEEN, SENT
from tests.api.pages.test_every_reading import LEADING_OUT, SHOWING
from tests.api.walking import SECRETS, Bodies, Walker, routes_of
from tests.api.witness import text_of
from tests.office import acting
from tests.valid_readings import ASKED, BY_DUTY_ALONE, permission_of

TOLD = (given.CHILD_NAME, *(secret for each in SECRETS.values() for secret in each))
OPEN = (
    *(ConcernRaised, ConcernConflictKept, AccessRequested, AccessReasonWritten),
    *(HarmSuspected, HarmedChildNamed, ReportConflictKept, BodyNotified),
)
OF_NO_CHILD = ("people", "organisations", "rosters", "permissions", "openapi.json")
ADVISING_ALONE = (Role.HEALTH_VICE_PRINCIPAL, Asking.READ_CASE)
"""They read a case that is not theirs without what was heard (ADR 51)."""
CALM = {200, 201, 204, 303, 400, 403, 404, 405, 409, 412, 413, 415, 422}


@pytest.fixture(scope="module")
def site(walked_site: Site) -> Site:
    return walked_site


@pytest.mark.parametrize("walker", STRANGERS, ids=lambda each: each.role)
def test_a_stranger_of_any_role_is_shown_and_changes_nothing_of_others(
    site: Site, bodies: Bodies, walker: Walker
) -> None:
    before = [recorder.head() for recorder, _mapper in site.opened.logs.values()]
    there = known(site)
    for method, path in routes_of(site):
        if path in NOT_WALKED:
            continue
        answer = asked(site, bodies, walker.login, method, path)
        where, text = f"{method} {path}", text_of(answer)
        assert [each for each in TOLD if each in text] == [], where
        if is_described(path):
            assert answer.status_code in bodies.documented(method, path), where
        else:
            assert answer.status_code in CALM, where
    # Whoever was signed out on the way has walked through nothing since.
    assert site.signed_in(walker.login).get(paths.WORRY).status_code == 200
    # Of any child a worry may be raised, harm reported, access asked for: somebody else decides.
    written = [
        fact
        for (recorder, mapper), head in zip(site.opened.logs.values(), before, strict=True)
        for each in mapper.open_rows(recorder.rows_after(head, 10_000))
        if not isinstance(fact := each.fact, OPEN)
    ]
    others = there - {walker.person_id, walker.place_id}
    assert [each for each in written if others & ids_in(each)] == []


def known(site: Site) -> set[UUID]:
    """Return who and what there is: every child, person and place by its id."""
    rows = site.opened.mapper.open_rows(site.opened.recorder.rows_after(0, 10_000))
    return {
        found
        for each in rows
        for name in ("child_id", "person_id", "organisation_id")
        if isinstance(found := getattr(each.fact, name, None), UUID)
    }


def ids_in(said: object) -> set[UUID]:
    """Return every id that a fact names, in whatever depth."""
    if isinstance(said, UUID):
        return {said}
    if is_dataclass(said):
        return set().union(*(ids_in(getattr(said, each.name)) for each in fields(said)))
    if isinstance(said, tuple | list | set | frozenset):
        return set().union(*(ids_in(each) for each in said))
    return set()


def shown_to(site: Site, bodies: Bodies, walker: Walker) -> dict[str, set[str]]:
    """Return what of the child's secrets each page and route shows to somebody."""
    everything = {secret for secrets in SECRETS.values() for secret in secrets}
    return {
        path: {each for each in everything if each in text}
        for method, path in routes_of(site)
        if method == "GET"
        and path not in NOT_WALKED
        and not set(OF_NO_CHILD) & set(path.split("/"))
        for text in [text_of(asked(site, bodies, walker.login, method, path))]
    }


@pytest.mark.parametrize("walker", NEIGHBOURS, ids=lambda each: each.role)
def test_a_neighbour_is_shown_of_the_child_what_the_table_grants_and_nothing_else(
    site: Site, bodies: Bodies, walker: Walker
) -> None:
    held = {each for each in Standing if each.value == walker.role.value}
    granted = {
        secret
        for request, secrets in SECRETS.items()
        # A hospital comes in by a referral alone, and the child was referred to it.
        if permit(request, held, factor_is_fresh=True).allowed
        for secret in secrets
        if (walker.role, request) != ADVISING_ALONE
    }
    shown = shown_to(site, bodies, walker)
    assert {path: found - granted for path, found in shown.items() if found - granted} == {}
    # So that the walk is known to come by where there is something to be seen.
    seen = set[str]().union(*shown.values())
    assert seen == granted


@pytest.mark.parametrize("login", [TEACHER, VOLUNTEER, *(each.login for each in NEIGHBOURS)])
def test_no_page_offers_what_is_then_refused(site: Site, login: str) -> None:
    pages = {kind_of(at(path)) for method, path in routes_of(site) if method == "GET"}
    assert list(refusals(site.signed_in(login), pages)) == []


@pytest.mark.parametrize("walker", NEIGHBOURS, ids=lambda each: each.role)
def test_a_desk_offers_with_each_child_what_is_let(site: Site, walker: Walker) -> None:
    ledger, actor = site.opened.ledger, acting(walker.person_id)
    if not standings_of(ledger, actor, given.NOW).allow(Asking.LIST_CHILDREN):
        return
    page = my_children(ledger, actor, given.NOW, read_id=uuid5(walker.person_id, "desk"))
    assert page.allowed == {
        row.child_id: frozenset(each for each in OFFERED if standings.allow(each))
        for row in page.rows
        for standings in [standings_for_child(ledger, actor, row.child_id, given.NOW)]
    }


def test_every_role_walks_through_all_pages_and_all_of_the_api(site: Site) -> None:
    found = set(routes_of(site))
    assert {path for _method, path in found} >= {*SEEN, *SENT}
    assert len([path for _method, path in found if path.startswith(PREFIX)]) > len(SENT)
    assert {each.role for each in STRANGERS} == {each.role for each in NEIGHBOURS} == set(Role)


def recorded(site: Site) -> tuple[list[Recorded[object]], list[Recorded[object]]]:
    """Return all that is in the log and all that is in the log of readings."""
    recorder, mapper = site.opened.logs["reads"]
    log = site.opened.mapper.open_rows(site.opened.recorder.rows_after(0, 10_000))
    return list(log), list(mapper.open_rows(recorder.rows_after(0, 10_000)))


def test_every_reading_of_a_child_is_on_record_before_and_rests_on_what_allowed_it_then(
    site: Site,
) -> None:
    ask_for_access(site)
    getable = [at(path) for method, path in routes_of(site) if method == "GET"]
    (talking,) = (each.login for each in NEIGHBOURS if each.role is Role.PSYCHOLOGY_TEACHER)
    shown = {
        login
        for login in (*LOGINS, *duty.POSTS, talking)
        for path in getable
        # The client itself refuses an answer that names the child without a record before it.
        if path not in LEADING_OUT and given.CHILD_NAME in text_of(site.signed_in(login).get(path))
    }
    assert shown >= {*SHOWING}
    log, reads = recorded(site)
    readings = [each for each in reads if isinstance(each.fact, RecordsRead)]
    unfounded = [
        (each.fact, child_id)
        for each in readings
        if isinstance(each.fact, RecordsRead)
        for child_id in each.fact.child_ids
        if permission_of(each, child_id, log) is None
    ]
    assert unfounded == []
    found = {each.fact.what for each in readings if isinstance(each.fact, RecordsRead)}
    # Nothing is searched for yet, of a known number only whoever registers a child is told, nobody
    # uploaded results or refused help here. These two are read by those who walked before, if any.
    found |= {Reading.COUNTY_CASES, Reading.RISK_NOTICE}
    nowhere = {Reading.SEARCH, Reading.KNOWN_NUMBER, Reading.SCREENING_LIST, Reading.REFUSAL_NOTICE}
    assert set(Reading) - found == nowhere


def test_a_reading_after_the_last_day_or_for_another_purpose_rests_on_nothing(site: Site) -> None:
    browser = site.signed_in(TEACHER)
    assert browser.get(at(paths.CHILD)).status_code == 200
    log, reads = recorded(site)
    last = next(
        each
        for each in reversed(reads)
        if isinstance(each.fact, RecordsRead) and each.fact.what is Reading.CARE_FILE
    )
    assert isinstance(last.fact, RecordsRead)
    assert permission_of(last, given.CHILD, log)
    for_audit = last._replace(fact=replace(last.fact, purpose=Purpose.AUDIT))
    by_another = last._replace(fact=replace(last.fact, reader_id=STRANGERS[0].person_id))
    before = last._replace(recorded_at=given.NOW - timedelta(days=90))
    assert [permission_of(each, given.CHILD, log) for each in (for_audit, by_another, before)] == [
        None,
        None,
        None,
    ]


def test_every_kind_of_reading_tells_what_must_have_been_granted() -> None:
    assert {*ASKED, *BY_DUTY_ALONE} == set(Reading)
