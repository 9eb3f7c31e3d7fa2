"""The two probes: alive, and able to serve; neither says more."""

from infrastructure.leases import SWEEPING, Lease
from tests.api.routes.door import Door
from tests.examples import example_id


def test_the_probes_answer_without_a_sign_in(door: Door) -> None:
    client = door.client()
    for probe in ("/healthz", "/readyz"):
        answer = client.get(probe)
        assert (answer.status_code, answer.text) == (200, "ok")
        assert answer.headers["cache-control"] == "no-store"


def test_what_cannot_serve_says_so_without_why(door: Door) -> None:
    door.app.state.is_ready = lambda: False
    client = door.client()
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["code"]) == (503, "not_ready")
    assert answer.headers["content-type"] == "application/problem+json"


def test_that_nobody_sweeps_the_deadlines_is_told_apart_from_readiness(door: Door) -> None:
    client = door.client()
    answer = client.get("/readyz/deadlines")
    assert (answer.status_code, answer.json()["code"]) == (503, "not_ready")
    assert client.get("/readyz").status_code == 200
    lease = Lease(door.opened.engine, SWEEPING, example_id(1), 60)
    number = lease.take()
    assert number is not None
    assert lease.note_done(number)
    answer = client.get("/readyz/deadlines")
    assert (answer.status_code, answer.text) == (200, "ok")
