"""Families that a breach leaves to others, through the API: listed, told and left untold once."""

from dataclasses import replace

from domain.breaches.facts import GuardianLeftUntold, GuardianNotified
from tests import crisis
from tests import examples as e
from tests.api.routes.door import LEADER, TEACHER, Door, path
from tests.api.routes.worries import ADVISER, BODY, CONCERN, DUTY, LEAD, PUPIL_NAME
from tests.breach_examples import GENERAL, GUARDIAN, ID, LEFT, REPORTED, UNTOLD

LISTED = path("left-families")
AT = path("organisations", e.COUNTY_OFFICE, "breaches", ID, "left-families", e.OTHER_CHILD)
BOTH = (e.OTHER_CHILD, e.CHILD)
TOLD: dict[str, object] = {
    "spoken_by": "guardian",
    "means": "in_person",
    "told_on": e.TODAY.isoformat(),
    "not_suspected": True,
}
REASON = {"reason": "would_harm_child"}


def breached(door: Door) -> Door:
    """Give a town with a worry about a pupil without a file, whose family a breach leaves."""
    crisis.put_on_duty(door.opened)
    assert door.signed_in(TEACHER).put(CONCERN, json=BODY).status_code == 201
    door.know(REPORTED, GENERAL, replace(LEFT, child_ids=BOTH))
    assert door.opened.projector.catch_up(wait_ms=5_000)
    return door


def test_whoever_answers_for_the_case_is_told_which_family_and_tells_them_once(
    each_door: Door,
) -> None:
    door = breached(each_door)
    lead, adviser = door.signed_in(LEAD), door.signed_in(ADVISER)
    (item,) = lead.get(LISTED).json()["items"]
    expected = {
        "breach_id": str(ID),
        "organisation_id": str(e.COUNTY_OFFICE),
        "child_id": str(e.OTHER_CHILD),
        "told_by": "health",
        "kind": "device_lost",
        "detected_at": item["detected_at"],
        "name": PUPIL_NAME,
    }
    assert item == expected
    assert lead.get(AT).json() == expected | {
        "told_on": None,
        "is_left_untold": False,
        "carers": None,
        "may_mean_family": True,
        "may_leave_untold": True,
    }
    unsure = adviser.put(f"{AT}/guardian", json=TOLD | {"not_suspected": False})
    assert (unsure.status_code, unsure.json()["code"]) == (409, "guardian_may_be_suspected")
    first, again = (adviser.put(f"{AT}/guardian", json=TOLD) for _time in range(2))
    assert (first.status_code, again.status_code) == (201, 200), first.text
    assert first.json() == again.json()
    said = [each.fact for each in door.recorded(REPORTED)]
    assert said[-1] == replace(GUARDIAN, child_id=e.OTHER_CHILD, not_suspected=True)
    assert lead.get(LISTED).json() == {"items": [], "next_skip": None, "unreadable": []}
    assert lead.get(AT).json()["told_on"] == e.TODAY.isoformat()


def test_whoever_advises_leaves_nobody_untold_and_all_others_learn_nothing(door: Door) -> None:
    breached(door)
    for login in (TEACHER, LEADER):
        browser = door.signed_in(login)
        answers = (
            browser.get(LISTED),
            browser.get(AT),
            browser.put(f"{AT}/guardian", json=TOLD),
            browser.put(f"{AT}/untold", json=REASON),
        )
        assert [each.status_code for each in answers] == [403] * 4
        assert not [each for each in answers if PUPIL_NAME in each.text]
    adviser, duty = door.signed_in(ADVISER), door.signed_in(DUTY)
    assert adviser.put(f"{AT}/untold", json=REASON).status_code == 403
    elsewhere = AT.replace(str(ID), str(e.example_id(899)))
    unknown = AT.replace(str(e.OTHER_CHILD), str(e.CHILD))
    for at in (elsewhere, unknown):
        refused = duty.put(f"{at}/untold", json=REASON)
        assert (refused.status_code, refused.json()["code"]) == (404, "family_not_left")
    for status in (201, 200):
        assert duty.put(f"{AT}/untold", json=REASON).status_code == status
    found = [each.fact for each in door.recorded(REPORTED)]
    assert [each for each in found if isinstance(each, GuardianNotified)] == []
    assert [each for each in found if isinstance(each, GuardianLeftUntold)] == [
        replace(UNTOLD, child_id=e.OTHER_CHILD, decided_by=crisis.DUTY_OFFICER)
    ]
