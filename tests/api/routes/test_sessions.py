"""Signing in and out through the API: the cookie, the locks, and what is never told."""

from datetime import timedelta
from http.cookies import SimpleCookie

from httpx2 import Response

from tests import examples as e
from tests.api.routes.door import PASSWORD, TEACHER, Door, path
from tests.infrastructure.authentication.keeping import code_at
from tests.signing import enter, recovery_code

SESSIONS = path("sessions")
ME = path("me")
WRONG = "wrong"


def try_password(door: Door, login: str, password: str = WRONG, **headers: str) -> Response:
    client = door.client(**headers)
    return client.post(SESSIONS, json={"login": login, "password": password})


def test_signing_in_gives_a_cookie_that_scripts_cannot_read(door: Door) -> None:
    answer = try_password(door, TEACHER, PASSWORD)
    assert answer.status_code == 201
    assert answer.json() == {
        "person_id": str(e.TEACHER),
        "expires_at": (e.NOW + timedelta(minutes=10)).isoformat().replace("+00:00", "Z"),
        "next": "second_factor",
    }
    (set_cookie,) = answer.headers.get_list("set-cookie")[:1]
    cookie = SimpleCookie(set_cookie)["tongxin"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "lax", "/")
    assert (cookie["max-age"], cookie["expires"], cookie["domain"]) == ("", "", "")
    assert len(cookie.value) == 43
    assert cookie.value not in answer.text


def test_who_is_signed_in_is_told_who_they_are(door: Door) -> None:
    told = door.signed_in(TEACHER).get(ME).json()
    assert told["person_id"] == str(e.TEACHER)
    assert [duty["role"] for duty in told["duties"]] == ["class_teacher"]


def test_a_program_may_send_the_token_as_bearer(door: Door) -> None:
    token = door.signed_in(TEACHER).cookies["tongxin"]
    program = door.client(authorization=f"Bearer {token}")
    assert program.get(ME).json()["person_id"] == str(e.TEACHER)


def test_without_a_session_nothing_is_answered(door: Door) -> None:
    for client in (door.client(), door.client(cookie="tongxin=made-up")):
        answer = client.get(ME)
        assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
        assert answer.headers["www-authenticate"] == "Bearer"


def test_a_wrong_password_and_an_unknown_login_get_the_same_answer(door: Door) -> None:
    answers = [try_password(door, login) for login in (TEACHER, "nobody")]
    assert [each.status_code for each in answers] == [401, 401]
    assert answers[0].content == answers[1].content
    assert "set-cookie" not in answers[0].headers


def test_the_sixth_attempt_is_locked_even_with_the_right_password(door: Door) -> None:
    for login in (TEACHER, "nobody"):
        assert [try_password(door, login).status_code for _ in range(5)] == [401] * 5
        locked = try_password(door, login, PASSWORD)
        assert (locked.status_code, locked.json()["code"]) == (429, "sign_in_locked")
        assert locked.headers["retry-after"] == "900"
        assert locked.json()["parameters"] == {"minutes": 15}
        door.clock.move(minutes=15)
    assert try_password(door, TEACHER, PASSWORD).status_code == 201


def test_a_session_ends_when_idle_and_after_a_working_day(door: Door) -> None:
    idle, busy = door.signed_in(TEACHER), door.signed_in(TEACHER)
    for _ in range(2):
        door.clock.move(minutes=29)
        assert busy.get(ME).status_code == 200
    assert idle.get(ME).status_code == 401
    for _ in range(22):
        door.clock.move(minutes=29)
        assert busy.get(ME).status_code == 200
    door.clock.move(minutes=29)
    assert busy.get(ME).status_code == 401


def test_signing_in_again_ends_the_session_before(door: Door) -> None:
    client = door.signed_in(TEACHER)
    before = client.cookies["tongxin"]
    enter(client, TEACHER)
    assert client.get(ME).status_code == 200
    assert door.client(cookie=f"tongxin={before}").get(ME).status_code == 401


def test_signing_out_ends_the_session_and_takes_the_cookie(door: Door) -> None:
    client = door.signed_in(TEACHER)
    token = client.cookies["tongxin"]
    assert client.delete(path("sessions", "current")).status_code == 204
    assert "tongxin" not in client.cookies
    assert door.client(cookie=f"tongxin={token}").get(ME).status_code == 401
    assert client.delete(path("sessions", "current")).status_code == 204


def test_another_site_can_neither_sign_in_nor_out(door: Door) -> None:
    answer = try_password(door, TEACHER, PASSWORD, **{"sec-fetch-site": "cross-site"})
    assert (answer.status_code, answer.json()["code"]) == (403, "cross_site")
    client = door.signed_in(TEACHER)
    foreign = {"sec-fetch-site": "cross-site"}
    assert client.delete(path("sessions", "current"), headers=foreign).status_code == 403
    assert client.get(ME).status_code == 200


def test_what_was_typed_does_not_come_back(door: Door) -> None:
    answer = door.client().post(SESSIONS, json={"login": "secret-login", "passwort": "secret"})
    assert answer.status_code == 422
    assert {each["code"] for each in answer.json()["fields"]} == {"missing", "extra_forbidden"}
    assert "secret" not in answer.text
    assert "passwort" not in answer.text


# ── the second step ──────────────────────────────────────────────────────────────────────────────

SECOND = path("sessions", "current", "second-factor")


def test_after_the_password_nothing_is_answered_but_the_second_step(each_door: Door) -> None:
    client = each_door.client()
    half = client.post(SESSIONS, json={"login": TEACHER, "password": PASSWORD})
    before = client.cookies["tongxin"]
    assert client.get(ME).status_code == 401
    code = code_at(each_door.app.state.accounts, e.TEACHER, e.NOW)
    whole = client.put(SECOND, json={"code": code})
    assert (half.json()["next"], whole.json()["next"]) == ("second_factor", "open")
    assert whole.json()["expires_at"].startswith((e.NOW + timedelta(hours=12)).isoformat()[:19])
    assert client.cookies["tongxin"] != before
    assert client.get(ME).status_code == 200
    assert each_door.client(cookie=f"tongxin={before}").get(ME).status_code == 401


def test_a_code_that_was_used_is_refused_like_a_wrong_one(door: Door) -> None:
    code = code_at(door.app.state.accounts, e.TEACHER, e.NOW)
    answers = []
    for shown in (code, code, "000000", "NOTACODE"):
        client = door.client()
        client.post(SESSIONS, json={"login": TEACHER, "password": PASSWORD})
        answers.append(client.put(SECOND, json={"code": shown}))
    assert [each.status_code for each in answers] == [200, 401, 401, 401]
    assert {each.json()["code"] for each in answers[1:]} == {"code_wrong"}
    assert len({each.content for each in answers[1:]}) == 1


def test_codes_that_are_tried_out_lock_the_login(door: Door) -> None:
    client = door.client()
    client.post(SESSIONS, json={"login": TEACHER, "password": PASSWORD})
    tried = [client.put(SECOND, json={"code": f"{number:06}"}) for number in range(6)]
    assert [each.status_code for each in tried] == [401] * 5 + [429]
    assert try_password(door, TEACHER, PASSWORD).status_code == 429


def test_a_second_factor_without_a_first_is_nothing(door: Door) -> None:
    answer = door.client().put(SECOND, json={"code": recovery_code(TEACHER, 0)})
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
    assert recovery_code(TEACHER, 0) not in answer.text
