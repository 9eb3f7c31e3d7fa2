"""Whoever decides or reviews sees who asks, about whom, and what was looked at."""

from tests import examples as e
from tests.api.routes.door import LEADER, Door
from tests.api.routes.test_grants import (
    ASKED,
    GLASS,
    PAGE,
    REQUEST,
    at_work_with_a_child,
    broken,
    see,
)


def test_whoever_decides_sees_the_duty_of_who_asks_and_the_places_of_the_child(
    at_work: Door,
) -> None:
    door = at_work_with_a_child(at_work)
    lead, leader = door.signed_in("lead"), door.signed_in(LEADER)
    lead.put(REQUEST, json=ASKED)
    page = see(leader, PAGE)
    assert "危机" in page[page.index("<dt>谁</dt>") : page.index("<dt>看什么</dt>")]
    for place in (e.SCHOOL_REGISTERED.name, e.SCHOOL_CLASS_REGISTERED.name, e.CHILD.hex[:8]):
        assert place in page
    own = see(lead, PAGE)
    assert e.SCHOOL_CLASS_REGISTERED.name not in own[own.index("<main") :]


def test_whoever_reviews_sees_what_was_looked_at_and_its_user_does_not(at_work: Door) -> None:
    door = at_work_with_a_child(at_work)
    lead, leader = door.signed_in("lead"), door.signed_in(LEADER)
    broken(door)
    glass_page = f"/children/{e.CHILD}/access/{GLASS}"
    assert "什么也没有打开" in see(leader, glass_page)
    see(lead, f"/children/{e.CHILD}")
    see(lead, f"/children/{e.CHILD}/history")
    used = see(leader, glass_page)
    assert "这次看了什么" in used
    assert used.count("凭临时授权") == 2
    assert "这次看了什么" not in see(lead, glass_page)
