"""My e-mail address at work holds once I showed the code sent there, and stands in no event."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from api import paths
from application.authentication.work_addresses import NO_ADDRESS
from domain.accounts.addresses import WorkAddressConfirmed, WorkAddressRemoved
from domain.errors import Unavailable
from infrastructure.database import writing
from infrastructure.log.tables import WORK_ADDRESSES
from tests import examples as e
from tests.api.pages.site import SECURITY, TEACHER, Site

ADDRESS = "chen@school.example"
CONFIRMED = paths.filled(paths.WORK_ADDRESS, query={"done": "yes"})


@pytest.fixture
def posted(site: Site) -> list[tuple[str, str]]:
    """Let codes go out, and return to where and which."""
    sent: list[tuple[str, str]] = []
    site.app.state.mail = replace(
        site.app.state.mail, post_code=lambda address, code: sent.append((address, code))
    )
    return sent


def send(site: Site, path: str, **typed: str) -> tuple[int, str]:
    answer = site.signed_in(TEACHER).post(path, data=typed)
    return answer.status_code, answer.headers.get("location") or answer.text


def confirmed(site: Site, posted: list[tuple[str, str]], address: str = ADDRESS) -> None:
    assert send(site, paths.WORK_ADDRESS, address=address) == (303, paths.WORK_ADDRESS)
    assert send(site, paths.CONFIRM_ADDRESS, code=posted[-1][1]) == (303, CONFIRMED)


def test_an_address_holds_once_its_code_was_shown(
    site: Site, posted: list[tuple[str, str]]
) -> None:
    browser = site.signed_in(TEACHER)
    assert send(site, paths.WORK_ADDRESS, address=f" {ADDRESS} ") == (303, paths.WORK_ADDRESS)
    assert f"确认码发到了 {ADDRESS}" in browser.get(paths.WORK_ADDRESS).text
    assert ADDRESS not in browser.get(paths.ACCOUNT).text
    ((to, code),) = posted
    assert to == ADDRESS
    wide = "".join(chr(ord(each) + 0xFEE0) for each in code[4:])
    typed = f" {code[:4]}-{wide} ".lower()
    assert send(site, paths.CONFIRM_ADDRESS, code=typed) == (303, CONFIRMED)
    assert "邮箱已确认。" in browser.get(CONFIRMED).text
    assert ADDRESS in browser.get(paths.ACCOUNT).text
    assert site.facts(WorkAddressConfirmed) == [WorkAddressConfirmed(person_id=e.TEACHER)]


def test_the_address_stands_in_the_database_only_sealed(
    site: Site, posted: list[tuple[str, str]]
) -> None:
    confirmed(site, posted)
    with site.opened.engine.connect() as connection:
        (row,) = connection.execute(WORK_ADDRESSES.select()).all()
    assert ADDRESS.encode() not in b"".join(each for each in row if isinstance(each, bytes))
    assert (row.waiting_address, row.code_digest) == (None, None)


def test_another_address_takes_the_place_of_the_last_one_only_when_confirmed(
    site: Site, posted: list[tuple[str, str]]
) -> None:
    confirmed(site, posted)
    site.clock.move(minutes=2)
    send(site, paths.WORK_ADDRESS, address="chen@bureau.example")
    addresses = site.app.state.mail.addresses
    assert addresses.of_person(e.TEACHER).address == ADDRESS
    send(site, paths.CONFIRM_ADDRESS, code=posted[-1][1])
    assert addresses.of_person(e.TEACHER).address == "chen@bureau.example"


def test_a_code_is_tried_five_times_and_no_more(site: Site, posted: list[tuple[str, str]]) -> None:
    send(site, paths.WORK_ADDRESS, address=ADDRESS)
    for _ in range(e.RULES.doors.wrong_address_codes_at_most):
        status, text = send(site, paths.CONFIRM_ADDRESS, code="WRONG234")
        assert (status, "确认码不对" in text) == (422, True)
    assert send(site, paths.CONFIRM_ADDRESS, code=posted[-1][1])[0] == 422
    assert site.facts(WorkAddressConfirmed) == []


def test_a_code_that_came_too_late_confirms_nothing(
    site: Site, posted: list[tuple[str, str]]
) -> None:
    send(site, paths.WORK_ADDRESS, address=ADDRESS)
    site.clock.move(minutes=e.RULES.doors.address_code_minutes)
    assert send(site, paths.CONFIRM_ADDRESS, code=posted[-1][1])[0] == 422


def test_nobodys_mailbox_is_filled_by_us(site: Site, posted: list[tuple[str, str]]) -> None:
    send(site, paths.WORK_ADDRESS, address=ADDRESS)
    status, text = send(site, paths.WORK_ADDRESS, address="other@school.example")
    assert (status, "请等 60 秒再发" in text) == (409, True)
    assert send(site, paths.REMOVE_ADDRESS)[0] == 303
    assert send(site, paths.WORK_ADDRESS, address="other@school.example")[0] == 409
    assert len(posted) == 1
    site.clock.move(minutes=2)
    with writing(site.opened.engine) as connection:
        sent = {"codes": e.RULES.doors.address_codes_a_day}
        connection.execute(update(WORK_ADDRESSES).values(**sent))
    status, text = send(site, paths.WORK_ADDRESS, address=ADDRESS)
    assert (status, "一天最多发 10 个确认码" in text) == (409, True)
    assert len(posted) == 1


def test_an_address_that_cannot_be_read_closes_no_page_and_can_be_replaced_or_removed(
    site: Site, posted: list[tuple[str, str]]
) -> None:
    confirmed(site, posted)
    with writing(site.opened.engine) as connection:
        kept = connection.execute(WORK_ADDRESSES.select()).one().address
        damaged = kept[:-1] + bytes([kept[-1] ^ 1])
        connection.execute(update(WORK_ADDRESSES).values(address=damaged))
    browser = site.signed_in(TEACHER)
    for path in (paths.ACCOUNT, paths.WORK_ADDRESS):
        answer = browser.get(path)
        assert (answer.status_code, "填过的邮箱打不开" in answer.text) == (200, True)
    site.clock.move(minutes=2)
    assert send(site, paths.WORK_ADDRESS, address="new@school.example")[0] == 303
    assert send(site, paths.REMOVE_ADDRESS) == (303, paths.ACCOUNT)
    assert site.facts(WorkAddressRemoved) == [WorkAddressRemoved(person_id=e.TEACHER)]


def test_what_is_no_address_is_sent_no_code(site: Site, posted: list[tuple[str, str]]) -> None:
    no_address = ("chen", "chen@", "a b@c.example", "a@b@c", "a@b..c", "a@b", "x" * 65 + "@b.cn")
    of_three = "=?utf-8?q?me=40a.example=2Cyou=40b.example=2C?=x@school.example"
    for typed in (*no_address, of_three):
        assert send(site, paths.WORK_ADDRESS, address=typed)[0] == 422
    assert posted == []


def test_a_code_that_was_not_sent_leaves_nothing_waiting(site: Site) -> None:
    def refuse(_address: str, _code: str) -> None:
        raise Unavailable("address_code_not_sent")

    site.app.state.mail = replace(site.app.state.mail, post_code=refuse)
    status, text = send(site, paths.WORK_ADDRESS, address=ADDRESS)
    assert (status, "确认码没有发出去" in text) == (503, True)
    assert site.app.state.mail.addresses.of_person(e.TEACHER).waits is None


def test_removed_it_is_kept_nowhere(site: Site, posted: list[tuple[str, str]]) -> None:
    confirmed(site, posted)
    assert send(site, paths.REMOVE_ADDRESS) == (303, paths.ACCOUNT)
    with site.opened.engine.connect() as connection:
        (row,) = connection.execute(WORK_ADDRESSES.select()).all()
    assert (row.address, row.waiting_address, row.code_digest) == (None, None, None)
    assert site.facts(WorkAddressRemoved) == [WorkAddressRemoved(person_id=e.TEACHER)]
    assert send(site, paths.REMOVE_ADDRESS) == (303, paths.ACCOUNT)
    assert len(site.facts(WorkAddressRemoved)) == 1


def test_where_no_mail_goes_out_the_page_says_so(site: Site) -> None:
    assert "这里还没有设置发邮件" in site.signed_in(TEACHER).get(paths.WORK_ADDRESS).text
    status, text = send(site, paths.WORK_ADDRESS, address=ADDRESS)
    assert (status, "这里还没有设置发邮件" in text) == (409, True)
    assert paths.WORK_ADDRESS not in site.signed_in(TEACHER).get(paths.ACCOUNT).text


def test_an_account_that_is_closed_is_sent_nothing_when_it_is_opened_again(
    site: Site, posted: list[tuple[str, str]]
) -> None:
    confirmed(site, posted)
    close = paths.filled(paths.DISABLE_ACCOUNT, person_id=e.TEACHER)
    assert site.signed_in(SECURITY).post(close, data={"reason": "left"}).status_code == 303
    assert site.app.state.mail.addresses.of_person(e.TEACHER) == NO_ADDRESS
    assert site.facts(WorkAddressRemoved) == [WorkAddressRemoved(person_id=e.TEACHER)]
