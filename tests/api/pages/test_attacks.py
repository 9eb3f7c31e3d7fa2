"""What somebody hostile sends to the pages and to the API, and that nothing comes of it."""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlencode, urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from api import paths
from api.cookies import SessionCookie
from tests import examples as e
from tests.api.pages.forms import form_on
from tests.api.pages.site import ADMINISTRATOR, LEADER, OFFICER, SUPERVISOR, TEACHER, Site
from tests.api.routes.door import PASSWORD
from tests.infrastructure.rosters.lists import text_file
from tests.tree import ROOT

DISPOSITION = "Content-Disposition"
HERE = "https://tongxin.example"
FILE = paths.filled(paths.CHILD, child_id=e.CHILD)
OUTSIDE = (
    "/static/../app.py",
    "/static/..%2fapp.py",
    "/static/%2e%2e/app.py",
    "/static/%2e%2e%2f%2e%2e%2fpyproject.toml",
    "/static/..%5capp.py",
    "/static//etc/passwd",
    "/static/%00",
    "/static/base.css%00.js",
    "/static/" + "a" * 5_000,
)


@given(st.text() | st.text("/\\.:@?#%\t\r\n eviltongx", max_size=30).map(lambda end: f"/{end}"))
@example("//evil.example")
@example("/\\evil.example")
@example("/\t/evil.example")
@example("/%09/evil.example")
@example("\\\\evil.example")
@example("https:evil.example")
def test_wherever_it_leads_is_here(asked: str) -> None:
    led = paths.own(asked)
    # A browser reads a backslash as a slash and drops tabs and ends of lines (WHATWG URL §4.4).
    read = re.sub("[\t\r\n]", "", led).replace("\\", "/")
    there = urlsplit(urljoin(f"{HERE}/sign-in", read))
    assert (there.scheme, there.netloc) == ("https", "tongxin.example")


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_outside_the_static_files_is_served(kept_site: Site, path: str) -> None:
    answer = kept_site.client().get(path)
    assert answer.status_code in {400, 404}
    for told in ("FastAPI", "[project]", "root:"):
        assert told not in answer.text


ROWS = "attachment; filename=\"rows.xlsx\"; filename*=UTF-8''" + quote("没有收下的行.xlsx")
REGISTER = "attachment; filename=\"disclosures.xlsx\"; filename*=UTF-8''" + quote(
    "对外提供登记.xlsx"
)
EVIL_NAMES = [
    "../../etc/x.csv",
    'x"; filename="evil.html.csv',
    "示例儿童.csv",
    "x\r\nx-evil: 1.csv",
]
LISTS = (
    (SUPERVISOR, paths.ROSTERS, [["姓名", "性别", "出生日期"], ["", "男", "2015-06-01"]]),
    (ADMINISTRATOR, paths.STAFF_LISTS, [["姓名", "单位", "岗位"], ["示例", "示例村", "大使"]]),
)


@pytest.mark.parametrize("evil", EVIL_NAMES)
@pytest.mark.parametrize(("who", "path", "rows"), LISTS, ids=lambda each: each[:6])
def test_a_list_given_back_bears_a_constant_name_whatever_was_uploaded(
    kept_site: Site, evil: str, who: str, path: str, rows: list[list[str]]
) -> None:
    browser = kept_site.signed_in(who)
    typed = {"request_id": form_on(browser.get(path), path).fields["request_id"][0]}
    sent = browser.post(path, data=typed, files={"file": (evil, text_file(rows))})
    answer = browser.get(f"{sent.headers['location']}/untaken")
    assert (answer.status_code, answer.headers["content-disposition"]) == (200, ROWS)
    browser.post(f"{sent.headers['location']}/delete")


@pytest.mark.parametrize("evil", EVIL_NAMES)
def test_the_register_bears_a_constant_name_whatever_was_asked(kept_site: Site, evil: str) -> None:
    asked = {"recipient": str(e.example_id(5)), "filename": evil, "name": evil}
    answer = kept_site.signed_in(OFFICER).get(paths.DISCLOSURES_FILE, params=asked)
    assert (answer.status_code, answer.headers["content-disposition"]) == (200, REGISTER)


def test_there_is_no_other_download() -> None:
    files = [*(ROOT / "api").rglob("*.py")]
    downloads = {each.name for each in files if DISPOSITION in each.read_text("utf-8")}
    assert downloads == {
        "rosters.py",
        "staff_lists.py",
        "disclosure_register.py",
        "lists.py",  # as rosters.py, by whose name it hands back
        "letters.py",  # tests/api/pages/crisis/test_hospital.py reads its constant name
    }


@pytest.mark.parametrize("name", ["set-cookie", "location", "x-evil"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "%0d%0a", "\u560d\u560a"])
def test_no_line_of_an_answers_head_is_made_by_what_was_sent(
    kept_site: Site, name: str, end: str
) -> None:
    evil = f"/desk{end}{name}: evil=1"
    browser = kept_site.client()
    for answer in (
        browser.get(paths.SIGN_IN, params={"back": evil}),
        browser.post(paths.LANGUAGE, data={"language": "en", "back": evil}),
        browser.post(paths.LANGUAGE, data={"language": f"en{end}{name}: evil=1", "back": "/"}),
        browser.get(
            f"/children/{e.CHILD}{end}{name}: evil=1".replace("\r", "%0d").replace("\n", "%0a")
        ),
    ):
        heads = {key: value for key, value in answer.headers.items() if "evil=1" in value}
        assert set(heads) <= {"location"}
        assert all("\r" not in value and "\n" not in value for value in heads.values())
        assert "x-evil" not in answer.headers


def test_a_session_that_somebody_planted_is_never_taken_over(kept_site: Site) -> None:
    cookie = SessionCookie(secure=False)
    browser = kept_site.client()
    browser.cookies.set(cookie.name, "planted")
    form = form_on(browser.get(paths.SIGN_IN), paths.SIGN_IN)
    answer = browser.post(paths.SIGN_IN, data=form.filled(login=TEACHER, password=PASSWORD))
    (given_token,) = re.findall(rf"{cookie.name}=([^;]+)", answer.headers["set-cookie"])
    assert given_token != "planted"
    other = kept_site.client(cookie=f"{cookie.name}=planted")
    assert other.get(paths.DESK).status_code == 303


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 500_000,
        b'{"a":' * 100_000,
        b'{"login": ' + b"9" * 100_000 + b"}",
        b'{"login": 1e999999, "password": "x"}',
        b'{"login": NaN, "password": "x"}',
        b'{"login": "\\ud800", "password": "\\udfff"}',
    ],
)
def test_json_that_is_deep_or_endless_is_refused(kept_site: Site, body: bytes) -> None:
    # Nobody is turned away for who they are: it is the body that is refused.
    for browser, method, path in (
        (kept_site.client(), "POST", "/api/v1/sessions"),
        (kept_site.signed_in(LEADER), "PUT", f"/api/v1/children/{e.CHILD}"),
    ):
        headers = {"content-type": "application/json"}
        answer = browser.request(method, path, content=body, headers=headers)
        assert answer.status_code in {400, 413, 422}


FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"


def in_parts(fields: Mapping[str, Sequence[str]]) -> str:
    """Return the fields as a browser sends them that sends files, without the end."""
    return "".join(
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, values in fields.items()
        for value in values
    )


@pytest.mark.parametrize(
    ("kind", "evil"),
    [
        *((kind, evil) for kind in (FORM, PARTS) for evil in ("nothing", "fields", "length")),
        (PARTS, "file"),
    ],
)
def test_a_form_of_too_many_parts_or_with_a_file_is_refused(
    kept_site: Site, kind: str, evil: str
) -> None:
    browser = kept_site.signed_in(TEACHER)
    path = paths.filled(paths.NEW_VISIT, child_id=e.CHILD)
    form = {**form_on(browser.get(path)).filled(outcome="done", child_seen="yes")}
    if evil == "fields":
        form |= {f"f{number}": ["1"] for number in range(300)}
    if evil == "length":
        form["note"] = ["x" * 200_000]
    file = '--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\nx\r\n'
    parts = f"{in_parts(form)}{file if evil == 'file' else ''}--b--\r\n"
    content = parts if kind == PARTS else urlencode(form, doseq=True)
    head = kept_site.opened.recorder.head()
    answer = browser.post(path, content=content.encode(), headers={"content-type": kind})
    # The same form is taken without it.
    assert (answer.status_code == 303) == (evil == "nothing")
    assert (kept_site.opened.recorder.head() > head) == (evil == "nothing")


@pytest.mark.parametrize("kind", [PARTS, "multipart/form-data"])
def test_what_begins_parts_and_holds_none_is_refused(kept_site: Site, kind: str) -> None:
    browser = kept_site.signed_in(TEACHER)
    path = paths.filled(paths.NEW_VISIT, child_id=e.CHILD)
    content = b"--b\r\n" * 1_000 + b"--b--"
    answer = browser.post(path, content=content, headers={"content-type": kind})
    assert answer.status_code == 400


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "application/octet-stream", ""])
def test_what_is_no_form_fills_none_in(kept_site: Site, kind: str) -> None:
    browser = kept_site.signed_in(TEACHER)
    path = paths.filled(paths.NEW_VISIT, child_id=e.CHILD)
    filled = form_on(browser.get(path)).filled(outcome="not_at_home")
    content = "&".join(f"{name}={value}" for name, values in filled.items() for value in values)
    head = kept_site.opened.recorder.head()
    answer = browser.post(path, content=content.encode(), headers={"content-type": kind})
    assert answer.status_code in {400, 422}
    assert kept_site.opened.recorder.head() == head


def test_case_pages_are_kept_nowhere_and_shown_in_no_frame(kept_site: Site) -> None:
    browser = kept_site.signed_in(TEACHER)
    for path in (FILE, paths.DESK, paths.SIGN_IN, "/api/v1/children", "/nowhere"):
        head = browser.get(path).headers
        assert head["cache-control"] == "no-store"
        assert head["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in head["content-security-policy"]
        assert "server" not in head
        assert "x-powered-by" not in head


def test_signing_out_clears_what_the_browser_kept(kept_site: Site) -> None:
    for answer in (
        kept_site.client().post(paths.SIGN_OUT),
        kept_site.client().delete("/api/v1/sessions/current"),
    ):
        assert answer.headers["clear-site-data"] == '"cache"'
