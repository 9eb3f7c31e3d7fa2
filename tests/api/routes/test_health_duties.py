"""The duty log of a school through the API, from the first entry to one that was taken back."""

from dataclasses import asdict
from uuid import uuid4

from tests import examples as e
from tests.advising_examples import (
    CORRECT,
    CORRECTED,
    CORRECTION,
    LESSON,
    LOG,
    LOG_TRAINING,
    LOGGED,
    TRAINING,
    VOIDED,
)
from tests.api.routes.door import OFFICER, TEACHER, Door, path
from tests.crisis import ADVISER

TAUGHT = {
    "kind": "mental_health",
    "held_on": "2026-03-09",
    "what": LOG.duty.what,
    "minutes": 40,
    "pupils": 46,
    "teachers": 2,
}
RIGHT = {
    "kind": "mental_health",
    "held_on": "2026-03-06",
    "what": LOG.duty.what,
    "pupils": 44,
    "why": CORRECT.why,
}
TRAINED = {
    "kind": "crisis_training",
    "held_on": "2026-03-05",
    "what": LOG_TRAINING.duty.what,
    "teachers": 42,
}
IN_SCHOOL = path("schools", e.SCHOOL, "health-duties")
ENTRY = f"{IN_SCHOOL}/{LESSON}"
CORRECTING = f"{ENTRY}/corrections/{CORRECTION}"


def test_a_log_is_kept_put_right_and_seen_by_the_county(at_work: Door) -> None:
    adviser, officer = at_work.signed_in("adviser"), at_work.signed_in(OFFICER)
    first = adviser.put(ENTRY, json=TAUGHT)
    assert (first.status_code, first.headers["location"]) == (201, ENTRY)
    assert adviser.put(ENTRY, json=TAUGHT).json() == first.json()
    changed = adviser.put(ENTRY, json=TAUGHT | {"minutes": 45})
    assert (changed.status_code, changed.json()["code"]) == (409, "health_duty_already_logged")
    assert adviser.put(f"{IN_SCHOOL}/{TRAINING}", json=TRAINED).status_code == 201
    stale = adviser.put(CORRECTING, json=RIGHT, headers={"If-Match": '"9"'})
    assert (stale.status_code, stale.json()["code"]) == (412, "changed_meanwhile")
    tag = {"If-Match": first.headers["etag"]}
    assert adviser.put(CORRECTING, json=RIGHT, headers=tag).status_code == 201
    # What was sent before is answered as then, whatever it was made from.
    assert adviser.put(CORRECTING, json=RIGHT, headers=tag).status_code == 200
    log = officer.get(IN_SCHOOL).json()
    assert [(each["duty"]["held_on"], each["corrected_on"]) for each in log["items"]] == [
        ("2026-03-06", ["2026-03-10"]),
        ("2026-03-05", []),
    ]
    assert log["names"]["people"] == {str(ADVISER): "值守1"}
    void = adviser.put(f"{ENTRY}/voiding", json={"reason": VOIDED.reason})
    assert void.status_code == 201
    # What may name a pupil is told nobody any more.
    gone = officer.get(IN_SCHOOL).json()["items"][0]
    assert (gone["duty"], gone["voided"]) == (None, "named_a_pupil")
    facts = [each.fact for each in at_work.recorded(LOGGED)]
    assert [facts[0], *facts[2:]] == [LOGGED, CORRECTED, VOIDED]
    refused = [each.put(ENTRY, json=TAUGHT).status_code for each in (officer, at_work.client())]
    assert refused == [403, 401]
    assert at_work.signed_in(TEACHER).get(IN_SCHOOL).status_code == 403
    assert officer.get(path("schools", uuid4(), "health-duties")).status_code == 403


def test_posts_and_own_schools_tell_what_was_done_of_what_is_wanted(at_work: Door) -> None:
    adviser, officer = at_work.signed_in("adviser"), at_work.signed_in(OFFICER)
    assert adviser.put(ENTRY, json=TAUGHT).status_code == 201
    posts = officer.get(path("health-vice-principals")).json()
    assert (posts["total"], posts["vacant"], posts["ending"]) == (1, 0, 0)
    (post,) = posts["items"]
    assert [each["done"] for each in post["progress"]] == [1, 1, 0, 1]
    (school,) = adviser.get(path("own-schools")).json()["schools"]
    assert (school["cases"], school["progress"]) == ({}, post["progress"])
    assert school["latest"][0]["duty"] == {
        **asdict(LOG.duty),
        "held_on": "2026-03-09",
        "present": [asdict(each) for each in LOG.duty.present],
    }
    assert officer.get(path("own-schools")).status_code == 403
    assert officer.get(path("health-vice-principals?cursor=x")).status_code == 422
