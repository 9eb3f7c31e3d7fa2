"""What Chromium makes of every page: accessible, within its policy, never wider than the screen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from api.language import Language
from tests.api import browsing
from tests.api.gallery import PAGES, served

pytestmark = pytest.mark.browser

# A desk at full size and at 200 % zoom, and the smallest phone we promise.
WIDTHS = (1280, 640, 360)
ALIKE = {f"error-{status}" for status in (400, 401, 403, 405, 409, 413, 422, 429)}
ON_DUTY = (
    *("person", "duty-full", "case-taken", "hand-on"),
    *("refer", "withdraw", "appoint", "telephone"),
)
# One page of each kind for axe in every run; `make soak` asks it about all of them at both sizes.
ON_A_DESK = (
    "duty-full",
    "case-issued",
    "desk-long",
    "file",
    "history",
    "open-file-wrong",
    "organisations",
    "person",
    *("people", "proposals"),
    *("worry-wrong", "worry-taken"),
    "help-inside",
    *("rosters-refused", "staff-slips"),
    "roster-opened",
)
WORRIED = ("worry-in-danger", "worry-sent", "help-inside", "help-offline")
ON_A_PHONE = (
    *("sign-in-refused", "kept-form"),
    "desk",
    "visit-wrong",
    "talk",
    "pairing-warned",
    "receipt",
    "waiting",
    "duty",
    "case-untold",
    "refer-wrong",
    "withdraw-wrong",
    "worry",
    *("worry-in-danger", "approve-duties-refused"),
    "worry-nobody",
    *("rosters", "staff-list-not-taken"),
    "roster",
    "roster-record-wrong",
    "roster-recording",
    "help-unsent",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing.running_chromium() as running:
        yield running


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served() as at:
        yield at


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browsing.opened_page(browser, width=390)
    yield opened
    assert browsing.policy_violations(opened) == []
    opened.context.close()


@pytest.mark.soak
def test_every_page_fits_every_width_and_keeps_its_policy(browser: Browser, address: str) -> None:
    page = browsing.opened_page(browser, width=WIDTHS[0])
    faults: dict[str, list[str]] = {}
    for name in PAGES.keys() - ALIKE:
        page.goto(f"{address}/{name}")
        found = [f"blocked {each}" for each in browsing.policy_violations(page)]
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            wider = browsing.sideways_pixels(page)
            found += [f"{wider} px too wide at {width}"] if wider > 0 else []
        if found:
            faults[name] = found
    page.context.close()
    assert faults == {}


@pytest.mark.parametrize(
    ("width", "language", "names"),
    [
        (1280, Language.CHINESE, ON_A_DESK),
        (390, Language.ENGLISH, ON_A_PHONE),
        pytest.param(1280, Language.CHINESE, tuple(PAGES), marks=pytest.mark.soak),
        pytest.param(390, Language.ENGLISH, tuple(PAGES), marks=pytest.mark.soak),
    ],
)
def test_pages_are_accessible(
    browser: Browser, address: str, width: int, language: Language, names: tuple[str, ...]
) -> None:
    page = browsing.opened_page(browser, width=width)
    faults: dict[str, list[str]] = {}
    for name in names:
        page.goto(f"{address}/{name}?lang={language}")
        if found := browsing.accessibility_faults(page):
            faults[name] = found
    page.context.close()
    assert faults == {}


def test_a_planted_fault_is_found(page: Page, address: str) -> None:
    page.goto(f"{address}/sign-in")
    page.evaluate("document.querySelector('label').remove()")
    assert [fault.split(":")[0] for fault in browsing.accessibility_faults(page)] == ["label"]
    page.evaluate("document.body.append(Object.assign(new Image(), {width: 2000}))")
    assert browsing.sideways_pixels(page) > 0


def test_targets_are_large_enough_for_a_thumb(page: Page, address: str) -> None:
    small: dict[str, list[str]] = {}
    for name in (
        "desk",
        "visit",
        "talk",
        "open-file",
        "file",
        "pairing",
        "sign-in",
        "rosters",
        "roster",
        *ON_DUTY,
        *WORRIED,
    ):
        page.goto(f"{address}/{name}")
        found: list[str] = page.evaluate(
            """() => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
            .filter((each) => each.type !== "hidden" && each.checkVisibility())
            .filter((each) => !each.matches(".skip, .inline, p a:not([class]), h2 a, .notice a"))
            .filter((each) => each.getBoundingClientRect().height < 44)
            .map((each) => each.outerHTML.slice(0, 90))"""
        )
        if found:
            small[name] = found
    assert small == {}


def test_what_an_outcome_makes_pointless_steps_aside_but_is_kept(page: Page, address: str) -> None:
    page.goto(f"{address}/visit")
    words = page.get_by_label("孩子的话（加密）")
    words.fill("想妈妈")
    page.get_by_label("未遇到人").check()
    expect(words).to_be_hidden()
    expect(words).to_be_disabled()
    expect(page.get_by_label("单独谈过")).to_be_hidden()
    page.get_by_label("完成", exact=True).check()
    expect(words).to_be_visible()
    expect(words).to_have_value("想妈妈")


def test_the_classes_offered_are_those_of_the_school(page: Page, address: str) -> None:
    page.goto(f"{address}/open-file")
    page.get_by_label("学校", exact=True).select_option(label="示例小学")
    page.get_by_label("班级").select_option(label="五(2)班")
    expect(page.locator("#class_id optgroup:not([hidden])")).to_have_count(1)
    page.get_by_label("未在学", exact=True).check()
    expect(page.get_by_label("班级")).to_be_hidden()
    expect(page.get_by_label("辍学")).to_be_visible()


def test_the_places_offered_are_those_where_the_role_is_held(page: Page, address: str) -> None:
    page.goto(f"{address}/person")
    offered = page.locator("#organisation_id option[data-kind]:not([hidden])")
    page.get_by_label("岗位", exact=True).select_option(label="危机负责人")
    expect(offered).to_have_count(1)
    page.get_by_label("岗位", exact=True).select_option(label="医院联络员")
    expect(offered).to_have_count(0)


def test_consent_and_danger_ask_each_for_their_own(page: Page, address: str) -> None:
    page.goto(f"{address}/refer")
    expect(page.get_by_label("有什么危险")).to_be_hidden()
    page.get_by_label("紧急送诊").check()
    expect(page.get_by_label("有什么危险")).to_be_visible()
    expect(page.get_by_label("同意人姓名")).to_be_disabled()


def test_leaving_a_form_with_something_typed_asks_first(page: Page, address: str) -> None:
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    page.goto(f"{address}/visit")
    page.get_by_label("备注").fill("奶奶身体还好。")
    page.goto(f"{address}/desk")
    assert asked == ["beforeunload"]
    page.goto(f"{address}/visit")
    page.goto(f"{address}/desk")
    assert asked == ["beforeunload"]
    # Slips are shown once: whoever has not said that they are printed is asked.
    page.goto(f"{address}/renewed-slips")
    page.get_by_role("heading", name="邀请单").click()
    page.goto(f"{address}/staff-slips")
    assert asked == ["beforeunload"] * 2
    page.get_by_role("button", name="已打印，接着登记").click()
    assert asked == ["beforeunload"] * 2


def test_a_form_pressed_twice_is_sent_once(page: Page, address: str) -> None:
    page.goto(f"{address}/visit")
    page.evaluate(
        """() => {
          const button = document.querySelector(".save-bar button");
          button.form.addEventListener("submit", (event) => {
            window.submits = (window.submits ?? 0) + (event.defaultPrevented ? 0 : 1);
            event.preventDefault();
          });
          button.click();
          button.click();
        }"""
    )
    assert page.evaluate("window.submits") == 1
    expect(page.get_by_role("button", name="保存")).to_have_attribute("aria-disabled", "true")
    expect(page.locator("[data-state]")).to_have_text("正在保存…")


@pytest.mark.parametrize("name", ["visit", "open-file", "worry", "pairing-warned", "refer"])
def test_without_scripts_every_question_of_a_form_is_there(
    browser: Browser, address: str, name: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{name}")
    questions = page.locator("form:has(.save-bar) fieldset:visible, form .field:visible")
    folded = page.locator("details:not([open]) .field, details:not([open]) fieldset")
    asked = page.locator("form:has(.save-bar) fieldset, form .field")
    assert questions.count() == asked.count() - folded.count()
    expect(page.locator(".save-bar button")).to_be_enabled()
    context.close()
