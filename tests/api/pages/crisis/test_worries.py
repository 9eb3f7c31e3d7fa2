"""A worry raised on the pages: sent once however often, never lost, and shown to few."""

from urllib.parse import unquote
from uuid import UUID

import pytest

from api import paths
from domain.reads.facts import Reading, RecordsRead
from domain.referrals.facts import (
    ConcernConflictKept,
    ConcernRaised,
    Involved,
    MayTellGuardian,
    PupilNamed,
    Sign,
    Situation,
)
from domain.shared import Compartment, Purpose
from tests import examples as given
from tests.api.pages.forms import Values, form_on, send
from tests.api.pages.site import AUDITOR, STRANGER, TEACHER, VOLUNTEER, Site
from tests.office import OFFICER

ABOUT = paths.filled(paths.CHILD_WORRY, child_id=given.CHILD)
BY_HAND: dict[str, str | list[str]] = {
    "child_id": "other",
    "name": "韦小荷",
    "school_id": str(given.SCHOOL),
    "described_as": "五年级,石塘村",
    "situation": "suspected_harm",
    "signs": ["injuries", "afraid_to_go_home"],
    "heard": "别告诉我伯伯。",
    "involved": ["carer", "other"],
    "may_tell_guardian": "not_yet",
}

OF_A_CHILD = [each for each in Compartment if each is not Compartment.ORGANISATION]


def sent_to(case_id: str | UUID) -> str:
    return paths.filled(paths.WORRY_SENT, case_id=case_id)


def readings(site: Site) -> list[RecordsRead]:
    recorder, mapper = site.opened.logs["reads"]
    facts = (each.fact for each in mapper.open_rows(recorder.rows_after(0, 1_000)))
    return [fact for fact in facts if isinstance(fact, RecordsRead)]


def test_a_worry_about_a_child_told_by_hand_is_recorded_as_told(site: Site) -> None:
    teacher = site.signed_in(TEACHER)
    filled = form_on(teacher.get(paths.WORRY)).filled(**BY_HAND)
    answer = teacher.post(paths.WORRY, data=filled)
    (raised,), (named,) = site.facts(ConcernRaised), site.facts(PupilNamed)
    assert (answer.status_code, answer.headers["location"]) == (303, sent_to(raised.case_id))
    assert raised == ConcernRaised(
        case_id=raised.case_id,
        child_id=raised.child_id,
        situation=Situation.SUSPECTED_HARM,
        signs=(Sign.INJURIES, Sign.AFRAID_TO_GO_HOME),
        heard="别告诉我伯伯。",
        is_with_child=False,
        involved=(Involved.CARER, Involved.OTHER),
        involved_ids=(),
        may_tell_guardian=MayTellGuardian.NOT_YET,
        school_id=given.SCHOOL,
    )
    assert [str(raised.case_id), str(raised.child_id)] == [
        *filled["case_id"],
        *filled["told_child_id"],
    ]
    assert (named.name, named.described_as) == ("韦小荷", "五年级,石塘村")


def test_a_worry_about_a_child_of_the_desk_takes_the_places_of_the_file(site: Site) -> None:
    teacher = site.signed_in(TEACHER)
    chosen = {"child_id": str(given.CHILD), "situation": "somewhat_worried"}
    assert send(teacher, paths.WORRY, **chosen).status_code == 303
    assert send(teacher, ABOUT, situation="life_in_danger", is_with_child="yes").status_code == 303
    first, second = site.facts(ConcernRaised)
    assert {first.child_id, second.child_id} == {given.CHILD}
    assert (first.school_id, first.class_id) == (given.SCHOOL, given.SCHOOL_CLASS)
    assert (first.is_with_child, second.is_with_child) == (False, True)
    assert second.may_tell_guardian is MayTellGuardian.UNKNOWN


def test_the_same_form_sent_twice_is_one_worry(site: Site) -> None:
    teacher = site.signed_in(TEACHER)
    filled = form_on(teacher.get(ABOUT)).filled(situation="nobody_caring")
    answers = [teacher.post(ABOUT, data=filled) for _ in range(3)]
    (raised,) = site.facts(ConcernRaised)
    assert {each.headers["location"] for each in answers} == {sent_to(raised.case_id)}
    assert site.facts(ConcernConflictKept) == []


def test_a_repeat_that_differs_counts_as_delivered_and_both_are_kept(site: Site) -> None:
    teacher = site.signed_in(TEACHER)
    filled = form_on(teacher.get(ABOUT)).filled(situation="nobody_caring")
    teacher.post(ABOUT, data=filled)
    answer = teacher.post(ABOUT, data=filled | {"situation": ["life_in_danger"]})
    (raised,), (kept,) = site.facts(ConcernRaised), site.facts(ConcernConflictKept)
    assert kept.kept.situation is Situation.LIFE_IN_DANGER
    assert answer.headers["location"] == f"{sent_to(raised.case_id)}?again=yes"
    assert "两份都送到了" in teacher.get(answer.headers["location"]).text


def test_a_form_used_again_for_another_child_gets_new_ids_and_keeps_what_was_typed(
    site: Site,
) -> None:
    teacher = site.signed_in(TEACHER)
    filled = form_on(teacher.get(paths.WORRY)).filled(**BY_HAND)
    teacher.post(paths.WORRY, data=filled)
    again = teacher.post(paths.WORRY, data=filled | {"child_id": [str(given.CHILD)]})
    assert again.status_code == 409
    kept = form_on(again, paths.WORRY).fields
    assert kept["heard"] == ["别告诉我伯伯。"]
    assert kept["case_id"] != filled["case_id"]
    assert teacher.post(paths.WORRY, data=kept).status_code == 303
    assert [each.child_id == given.CHILD for each in site.facts(ConcernRaised)] == [False, True]


@pytest.mark.parametrize("at", [paths.WORRY, ABOUT])
def test_about_an_erased_child_everything_typed_comes_back_to_be_told_by_hand(
    site: Site, at: str
) -> None:
    teacher = site.signed_in(TEACHER)
    form = form_on(teacher.get(at), at)
    about_it = {} if at == ABOUT else {"child_id": str(given.CHILD)}
    told = {name: each for name, each in BY_HAND.items() if name in form.offered | {"heard"}}
    filled = form.filled(**about_it, **told)
    site.opened.vault.destroy(given.CHILD, OF_A_CHILD, given.NOW)
    again = teacher.post(at, data=filled)
    assert (again.status_code, "再写下姓名，重新上报" in again.text) == (409, True)
    kept = form_on(again, paths.WORRY).fields
    assert {name: kept[name] for name in told} == {name: filled[name] for name in told}
    assert kept["child_id"] == ["other"]
    assert {kept[name][0] for name in ("case_id", "told_child_id")}.isdisjoint(
        filled["case_id"] + filled["told_child_id"]
    )
    sent = teacher.post(paths.WORRY, data=kept | {"name": ["韦小荷"]})
    assert (sent.status_code, sent.headers["location"]) == (303, sent_to(kept["case_id"][0]))


@pytest.mark.parametrize(
    ("left_out", "told"),
    [("name", "name"), ("situation", "situation"), ("child_id", "child_id")],
)
def test_what_is_missing_is_said_beside_it_and_everything_typed_comes_back(
    kept_site: Site, left_out: str, told: str
) -> None:
    teacher = kept_site.signed_in(TEACHER)
    filled: Values = form_on(teacher.get(paths.WORRY)).filled(**BY_HAND)
    if left_out == "child_id":
        filled |= {"child_id": [""], "name": [""]}
    else:
        filled.pop(left_out)
    page = teacher.post(paths.WORRY, data=filled)
    assert page.status_code == 422
    assert f'id="{told}-error"' in page.text
    back = form_on(page, paths.WORRY).fields
    assert {name: back.get(name, [""]) for name in filled} == filled
    assert kept_site.facts(ConcernRaised) == []


def test_only_own_children_are_offered_and_that_is_on_record_before(site: Site) -> None:
    offered = str(given.CHILD)
    page = site.signed_in(TEACHER).get(paths.WORRY)
    assert f'value="{offered}"' in page.text
    assert f"{given.CHILD_NAME} · " in page.text
    read = readings(site)[-1]
    assert (read.what, read.purpose) == (Reading.CHILD_HEAD, Purpose.CRISIS)
    assert (read.reader_id, read.child_ids) == (given.TEACHER, (given.CHILD,))
    before = len(readings(site))
    for who in (STRANGER, VOLUNTEER, AUDITOR):
        page = site.signed_in(who).get(paths.WORRY)
        assert page.status_code == 200
        assert offered not in page.text
        assert given.CHILD_NAME not in page.text
        assert '<input type="hidden" name="child_id" value="other">' in page.text
    assert len(readings(site)) == before


def test_no_name_and_nothing_typed_is_in_any_address(site: Site) -> None:
    teacher = site.signed_in(TEACHER)
    page = teacher.get(paths.WORRY)
    answer = send(teacher, paths.WORRY, page, **BY_HAND)
    addresses = [unquote(str(each.url)) for each in (page, answer)]
    addresses.append(unquote(answer.headers["location"]))
    wrong = teacher.post(paths.WORRY, data=form_on(page).filled(name="韦小荷"))
    addresses.append(unquote(str(wrong.url)))
    assert not any("韦" in each or "伯" in each or "name" in each for each in addresses)


def test_whoever_is_meant_among_the_officials_can_be_chosen_by_name(site: Site) -> None:
    teacher = site.signed_in(TEACHER)
    page = teacher.get(paths.WORRY)
    assert "可以选是哪一位" in page.text
    assert f'value="{OFFICER}"' in page.text
    chosen = form_on(page).filled(**BY_HAND, involved_ids=str(OFFICER))
    assert teacher.post(paths.WORRY, data=chosen).status_code == 303
    *_, raised = site.facts(ConcernRaised)
    assert raised.involved_ids == (OFFICER,)
