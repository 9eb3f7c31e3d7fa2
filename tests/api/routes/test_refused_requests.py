"""What the doors refuse is counted by kind, with the account where one is known, and no address."""

from datetime import timedelta

from api.guards.rates import MINUTE, Counting, Kind, Rate
from domain.security.facts import RefusalKind, RefusalsCounted
from domain.shared import PersonId
from tests import examples as e
from tests.api.routes.door import TEACHER, Door, path


def counted(door: Door) -> dict[RefusalKind, tuple[int, int, tuple[PersonId, ...]]]:
    """What the log says an hour later: how often, from how many addresses, by whom."""
    opened = door.opened
    assert opened.refusals.record(door.clock.now + timedelta(hours=1))
    rows = opened.recorder.rows_after(0, 1_000)
    facts = [each.fact for each in opened.mapper.open_rows(rows)]
    return {
        each.kind: (each.count, each.address_count, each.person_ids)
        for each in facts
        if isinstance(each, RefusalsCounted)
    }


def test_each_refusal_is_counted_under_its_kind(door: Door) -> None:
    stranger, teacher = door.client(), door.signed_in(TEACHER)
    door.app.state.counting = Counting({Kind.READ: Rate(1, MINUTE)})
    assert stranger.get("/sign-in", headers={"host": "evil.example"}).status_code == 421
    cross = {"sec-fetch-site": "cross-site"}
    assert stranger.post("/api/v1/sessions", headers=cross, json={}).status_code == 403
    for _ in range(2):
        forged = {"authorization": f"Bearer tongxin_{'0' * 52}"}
        assert stranger.get(path("me"), headers=forged).status_code == 401
    assert [teacher.get(path("me")).status_code for _ in range(3)] == [200, 429, 429]
    assert counted(door) == {
        RefusalKind.FOREIGN_HOST: (1, 1, ()),
        RefusalKind.CROSS_SITE: (1, 1, ()),
        RefusalKind.MACHINE_UNKNOWN: (2, 1, ()),
        RefusalKind.TOO_MANY_READS: (2, 1, (e.TEACHER,)),
    }


def test_what_people_meet_every_day_is_no_event(door: Door) -> None:
    teacher = door.signed_in(TEACHER)
    assert teacher.get(path("children", e.example_id(777))).status_code == 404
    assert door.client().get(path("me")).status_code == 401
    assert door.client().get("/no-such-page").status_code == 404
    assert counted(door) == {}


def test_a_login_that_stays_locked_is_counted_at_both_doors(door: Door) -> None:
    wrong = {"login": TEACHER, "password": "wrong-password"}
    stranger = door.client()
    tries = door.opened.ledger.rules.sign_in_failures_at_most
    for _ in range(tries):
        assert stranger.post("/api/v1/sessions", json=wrong).status_code == 401
    assert stranger.post("/api/v1/sessions", json=wrong).status_code == 429
    assert stranger.post("/sign-in", data=wrong).status_code == 429
    assert counted(door) == {RefusalKind.SIGN_IN_LOCKED: (2, 1, ())}
