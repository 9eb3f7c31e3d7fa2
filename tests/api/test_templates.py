"""Every page is drawn in both languages, escaped, with nothing inline and no number in full."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from html.parser import HTMLParser
from importlib import import_module
from pkgutil import walk_packages
from typing import get_args

import pytest

import api.view_models
from api.language import Language
from api.rendering import TEMPLATES, environment, render
from api.view_models.care_files.history import Fact
from api.view_models.care_files.visits import talk_form, visit_form
from api.view_models.forms import Form, typed
from api.view_models.moments import Urgency
from api.view_models.shell import receipt_number
from api.wording.field_names import FIELD_NAMES
from tests import examples as e
from tests.api.extracting import texts_of
from tests.api.gallery import PAGES, drawn
from tests.api.shells import INSIDE
from tests.api.showcases import showcase
from tests.tree import ROOT

MODELS = [
    import_module(each.name) for each in walk_packages(api.view_models.__path__, "api.view_models.")
]
VOID = {"br", "img", "input", "link", "meta"}


class Reader(HTMLParser):
    """Notes names, ids and what points to them, and that every tag is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.pointed: set[str] = set()
        self.names: set[str] = set()
        self.asked: set[str] = set()
        self.inline: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            self._note(tag, name, value or "")
        said = dict(attrs)
        if tag in {"input", "select", "textarea"} and said.get("type") != "hidden":
            self.asked.add(said.get("name") or "")

    def _note(self, tag: str, name: str, value: str) -> None:
        if name == "id":
            self.ids.append(value)
        if name in {"for", "aria-describedby", "aria-labelledby"}:
            self.pointed.update(value.split())
        if name == "name":
            self.names.add(value)
        if name == "style" or name.startswith("on") or (tag == "script" and name == "text"):
            self.inline.append(f"{tag} {name}")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in {"script", "style"} and data.strip():
            self.inline.append(self.open[-1])


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", list(PAGES))
def test_every_page_is_drawn(name: str, language: Language) -> None:
    html = drawn(name, language)
    reader = read(html)
    assert f'<html lang="{language}">' in html
    assert (reader.open, reader.inline) == ([], [])
    assert len(reader.ids) == len(set(reader.ids))
    assert reader.pointed <= set(reader.ids)
    assert showcase.MARKUP not in html


def test_every_page_model_and_every_template_is_in_the_gallery() -> None:
    models = {
        value
        for module in MODELS
        for value in vars(module).values()
        if isinstance(value, type) and hasattr(value, "template")
    }
    assert models == {type(model) for model, _shell in PAGES.values()}
    pages = {at.name for at in TEMPLATES.glob("*.html")} - {"base.html"}
    assert pages == {model.template for model in models if hasattr(model, "template")}


def test_every_kind_of_fact_has_a_template() -> None:
    kinds = {kind.__name__ for kind in get_args(Fact)}
    templates = {at.stem for at in (TEMPLATES / "facts").glob("*.html")}
    assert kinds <= templates
    assert {each for each in templates - kinds if not each.endswith("_content")} == set()


HEADINGS = {"姓名", "单位", "岗位", "手机号", "账号", "班级", "量表", "日期", "结果"} | {
    *("身份证号", "学籍号", "需关注", "正常", "其他")
}
"""How the columns of a list are headed and filled, in whichever language its page is read."""


def test_english_pages_hold_no_chinese_but_what_people_typed() -> None:
    typed_words = "".join(_strings(tuple(PAGES.values())))
    for name in PAGES:
        html = drawn(name, Language.ENGLISH).replace("中文", "")
        left = {each for each in re.findall("[一-鿿]+", html) if each not in typed_words}
        assert left - HEADINGS == set(), name


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif is_dataclass(value):
        for each_field in fields(value):
            yield from _strings(getattr(value, each_field.name))


def test_a_number_is_never_shown_in_full() -> None:
    for name in PAGES:
        assert e.ID_NUMBER not in drawn(name, Language.CHINESE)


def test_a_password_is_not_sent_back() -> None:
    html = drawn("sign-in-refused", Language.CHINESE)
    assert "laoshi" in html
    assert "geheim" not in html


@pytest.mark.parametrize(
    ("days_left", "words", "urgency"),
    [
        (12, "还有 12 天", Urgency.CALM),
        (4, "还有 4 天", Urgency.CALM),
        (3, "还有 3 天", Urgency.SOON),
        (0, "今天到期", Urgency.SOON),
        (-3, "已到期 3 天", Urgency.SOON),
        (-4, "已超期 4 天", Urgency.OVERDUE),
    ],
)
def test_time_left_is_said_in_words(days_left: int, words: str, urgency: Urgency) -> None:
    due = showcase.due(days_left)
    template = environment(Language.CHINESE).from_string(
        '{% import "parts/due.html" as d with context %}{{ d.words(due) }}'
    )
    assert (template.render(due=due), due.urgency) == (words, urgency)


def test_english_counts_one_day_and_two_days() -> None:
    template = environment(Language.ENGLISH).from_string(
        '{% import "parts/due.html" as d with context %}{{ d.words(due) }}'
    )
    days = [template.render(due=showcase.due(days)) for days in (1, 2)]
    assert days == ["1 day left", "2 days left"]


def test_times_are_those_of_beijing() -> None:
    moment = environment(Language.CHINESE).filters["moment"]
    assert moment(e.NOW) == "2026年3月10日 09:30"
    assert environment(Language.ENGLISH).filters["moment"](e.NOW) == "10 Mar 2026 09:30"


def test_everything_typed_comes_back() -> None:
    html = drawn("open-file-wrong", Language.CHINESE)
    assert f'value="{e.CHILD_NAME}"' in html
    assert 'value="left_behind" selected' in html
    assert re.search(r'name="level" value="4"[^>]* checked', html)


@pytest.mark.parametrize(
    ("page", "form"),
    [("visit-correct", visit_form(e.HOME_VISIT)), ("talk-correct", talk_form(e.TALK))],
)
def test_a_correction_asks_for_every_field_of_the_record(page: str, form: Form) -> None:
    names = read(drawn(page, Language.CHINESE)).names
    assert set(form.entries) <= names
    assert {"why", "correction_id", "version"} <= names


def test_every_question_has_a_name_for_the_list_of_errors() -> None:
    asked = set[str]()
    for page in ("open-file", "visit-correct", "talk-correct", "pairing", "end-pairing"):
        asked |= read(drawn(page, Language.CHINESE)).asked
    for page in ("organisations", "people", "person", "end-duty", "appoint", "notices"):
        asked |= read(drawn(page, Language.CHINESE)).asked
    for page in ("hand-on", "propose", "refer", "telephone", "worry-in-danger", "worry"):
        asked |= read(drawn(page, Language.CHINESE)).asked
    assert {name for name in asked if not name.startswith("observed_")} <= set(FIELD_NAMES)
    labels = {text for at in TEMPLATES.rglob("*.html") for text in texts_of(at)}
    assert set(FIELD_NAMES.values()) <= labels


def test_a_form_never_shows_its_entries_in_a_log() -> None:
    assert e.CHILD_NAME not in repr(Form(typed(name=e.CHILD_NAME)))


def test_a_receipt_is_its_position_and_the_start_of_its_leaf() -> None:
    assert receipt_number(1284, bytes.fromhex("7f3a9c02aabbcc")) == "1284-7f3a9c02"


def test_actions_that_are_not_allowed_are_not_drawn() -> None:
    html = drawn("file-empty", Language.CHINESE)
    assert "/visits/new" not in html
    assert "/pairings" in html
    assert "结束结对" not in drawn("pairing-read-only", Language.CHINESE)


def test_the_frame_says_where_one_is() -> None:
    html = render(showcase.DESK, INSIDE, Language.CHINESE)
    assert re.search(r'<a href="/desk" aria-current="page">\s*我的孩子\s*</a>', html)


def test_style_sheets_and_scripts_of_the_frame_exist() -> None:
    found = set[str]()
    shown = ("duty", "worry", "worry-sent", "roster-recording", "grants", "enrol-device")
    for page in (*shown, "file-by-glass"):
        html = drawn(page, Language.CHINESE)
        addresses = re.findall(r'(?:href|src)="/static/([^"?]+)\?v=[0-9a-f]{8}"', html)
        assert len(addresses) == len(set(addresses))
        found |= set(addresses)
    assert found == {at.name for at in (ROOT / "api" / "static").iterdir()}
