"""The two probes: alive, and able to serve; neither says more."""

from tests.api.routes.door import Door


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
