"""Who a child is, put right by the pages: what stands is shown, and nothing typed is lost."""

import re

from fastapi.testclient import TestClient

from api import paths
from domain.children.facts import (
    IdentityCorrected,
    IdentityCorrectionDeclined,
    IdentityCorrectionProposed,
    IdentityCorrectionWithdrawn,
)
from domain.rights.facts import RightsFulfilled, RightsRequested
from tests import examples as given
from tests.api.pages.forms import form_on, send
from tests.api.pages.privacy.privacy import PRIVACY, VALID, employ
from tests.api.pages.site import LEADER, TEACHER, Site
from tests.identity_examples import OTHER_NUMBER

IDENTITY = paths.filled(paths.IDENTITY, child_id=given.CHILD)
CHILD = paths.filled(paths.CHILD, child_id=given.CHILD)
NAME = {"name": "覃示例", "rests_on": "document_seen", "sure": "yes"}
VERIFY, ANSWER = paths.VERIFY_RIGHTS, paths.ANSWER_RIGHTS
NUMBER = {"id_number": OTHER_NUMBER, "rests_on": "school_register", "sure": "yes"}


def settling(site: Site) -> str:
    proposed = site.facts(IdentityCorrectionProposed)[-1]
    return paths.filled(
        paths.SETTLE_CORRECTION, child_id=given.CHILD, correction_id=proposed.correction_id
    )


def test_a_name_is_put_right_from_the_file_once_and_shown_everywhere(site: Site) -> None:
    teacher = site.signed_in(TEACHER)
    assert IDENTITY in teacher.get(CHILD).text
    typed = {name: each for name, each in NAME.items() if name != "sure"}
    unsure = send(teacher, IDENTITY, **typed, why_corrected="户口本上是这样。")
    assert (unsure.status_code, form_on(unsure).fields["name"]) == (422, ["覃示例"])
    for _ in range(2):
        saved = send(teacher, IDENTITY, unsure, sure="yes")
        assert saved.status_code == 303
        assert "更正" in teacher.get(saved.headers["location"]).text
    assert len(site.facts(IdentityCorrected)) == 1
    for path in (CHILD, paths.DESK):
        assert "覃示例" in teacher.get(path).text
        assert given.CHILD_NAME not in teacher.get(path).text
    history = teacher.get(paths.filled(paths.HISTORY, child_id=given.CHILD)).text
    assert all(each in history for each in ("覃示例", given.CHILD_NAME, "户口本上是这样。"))


def test_whoever_comes_second_sees_both_and_loses_nothing(site: Site) -> None:
    teacher, leader = site.signed_in(TEACHER), site.signed_in(LEADER)
    opened = teacher.get(IDENTITY)
    assert send(leader, IDENTITY, **NAME).status_code == 303
    late = send(teacher, IDENTITY, opened, **{**NAME, "name": "覃再示例"})
    assert (late.status_code, "刚刚被别人更正过" in late.text) == (409, True)
    assert "现在是：覃示例" in late.text
    assert "刚刚的更正：身份信息（姓名），" in late.text
    assert re.search("刚刚的更正：[^<]+，示例[^<]*更正", late.text)
    assert form_on(late).fields["name"] == ["覃再示例"]
    unsure = send(teacher, IDENTITY, late)
    assert (unsure.status_code, "刚刚的更正" in unsure.text) == (422, False)
    assert send(teacher, IDENTITY, unsure, sure="yes").status_code == 303
    assert [each.identity.name for each in site.facts(IdentityCorrected)] == ["覃示例", "覃再示例"]


def test_whoever_is_told_of_another_fault_first_is_told_of_what_others_put_right_too(
    site: Site,
) -> None:
    teacher, leader = site.signed_in(TEACHER), site.signed_in(LEADER)
    opened = teacher.get(IDENTITY)
    assert send(leader, IDENTITY, **NAME).status_code == 303
    typed = {**NAME, "name": "覃再示例"}
    refused = send(teacher, IDENTITY, opened, **typed, born_on="2015-02-30")
    assert (refused.status_code, "刚刚的更正：身份信息（姓名），" in refused.text) == (422, True)
    assert "sure" not in form_on(refused).fields
    again = send(teacher, IDENTITY, refused, born_on="")
    assert (again.status_code, len(site.facts(IdentityCorrected))) == (422, 1)


def test_what_was_typed_while_a_number_came_to_wait_is_shown_again(site: Site) -> None:
    teacher, leader = site.signed_in(TEACHER), site.signed_in(LEADER)
    opened = teacher.get(IDENTITY)
    assert send(leader, IDENTITY, **NUMBER).status_code == 303
    late = send(teacher, IDENTITY, opened, **NAME)
    assert (late.status_code, "刚刚被别人更正过" in late.text) == (409, True)
    assert all(each in late.text for each in ("您刚才填的，没有保存", "覃示例", "等另一位核对"))


def test_what_cannot_be_is_told_at_its_field(site: Site) -> None:
    endless = send(site.signed_in(TEACHER), IDENTITY, **NAME, version="9" * 5_000)
    assert endless.status_code == 422
    teacher = site.signed_in(TEACHER)
    refused = send(teacher, IDENTITY, **NAME, born_on="2015-03-21")
    assert (refused.status_code, "把对的号码一起填上" in refused.text) == (422, True)
    assert form_on(refused).fields["born_on"] == ["2015-03-21"]
    same = send(teacher, IDENTITY, **{**NAME, "name": given.CHILD_NAME})
    assert (same.status_code, "没有要改的" in same.text) == (409, True)
    assert ("处需要修改" in refused.text, "处需要修改" in same.text) == (True, False)
    assert site.facts(IdentityCorrected) == []


def test_another_number_is_let_stand_by_a_second_person_who_types_it_again(site: Site) -> None:
    teacher, leader = site.signed_in(TEACHER), site.signed_in(LEADER)
    saved = send(teacher, IDENTITY, **NUMBER)
    assert "等另一位核对" in teacher.get(saved.headers["location"]).text
    assert ("看提出的更正" in teacher.get(CHILD).text, "看提出的" in leader.get(CHILD).text) == (
        True,
        False,
    )
    assert "等另一位核对" in leader.get(CHILD).text
    assert OTHER_NUMBER not in leader.get(IDENTITY).text
    waiting, typed = leader.get(IDENTITY), given.ID_NUMBER
    mistyped = send(leader, settling(site), waiting, settling="confirm", typed_number=typed)
    assert (mistyped.status_code, "和提出的号码不一样" in mistyped.text) == (422, True)
    assert form_on(mistyped).fields["typed_number"] == [typed]
    assert "还可以输 4 次" in mistyped.text
    empty = send(leader, settling(site), mistyped, typed_number="")
    assert (empty.status_code, "和提出的号码不一样" in empty.text) == (422, False)
    assert 'id="typed_number-error"' in empty.text
    undecided = leader.post(settling(site), data={})
    assert undecided.status_code == 422
    done = send(leader, settling(site), mistyped, typed_number=OTHER_NUMBER)
    assert (done.status_code, done.headers["location"]) == (303, CHILD)
    assert f"末四位 {OTHER_NUMBER[-4:]}" in leader.get(CHILD).text
    (corrected,) = site.facts(IdentityCorrected)
    assert corrected.identity.id_number == OTHER_NUMBER


def test_who_may_compare_is_led_from_any_page_to_the_list_and_on(site: Site) -> None:
    teacher, leader = site.signed_in(TEACHER), site.signed_in(LEADER)
    waiting = "有身份证号的更正等您核对。"
    assert waiting not in leader.get(paths.DESK).text
    send(teacher, IDENTITY, **NUMBER)
    assert (waiting in leader.get(paths.DESK).text, waiting in teacher.get(paths.DESK).text) == (
        True,
        False,
    )
    listed = leader.get(paths.CORRECTIONS_WAITING).text
    assert all(each in listed for each in (given.CHILD_NAME, IDENTITY, "去核对"))
    assert OTHER_NUMBER[-4:] not in listed
    own = teacher.get(paths.CORRECTIONS_WAITING).text
    assert all(each in own for each in ("没有等您核对的身份证号", "您提出的", given.CHILD_NAME))


def test_what_waits_is_taken_back_by_one_and_declined_by_the_other(site: Site) -> None:
    teacher, leader = site.signed_in(TEACHER), site.signed_in(LEADER)
    send(teacher, IDENTITY, **NUMBER)
    waiting = teacher.get(IDENTITY)
    assert "收回这次更正" in waiting.text
    assert send(teacher, settling(site), waiting).status_code == 303
    assert len(site.facts(IdentityCorrectionWithdrawn)) == 1
    send(teacher, IDENTITY, **NUMBER)
    waiting = leader.get(IDENTITY)
    without_reason = send(leader, settling(site), waiting, settling="decline")
    assert without_reason.status_code == 422
    why = "proof_tells_otherwise"
    done = send(leader, settling(site), without_reason, why_not_corrected=why)
    assert done.status_code == 303
    assert [each.why.value for each in site.facts(IdentityCorrectionDeclined)] == [why]
    told = teacher.get(IDENTITY).text
    assert all(
        each in told for each in ("只填要改的", "您上次提出的", "未同意", "依据上写的不一样")
    )
    assert "您上次提出的" not in leader.get(IDENTITY).text


def asked_to_correct(site: Site, leader: TestClient) -> RightsRequested:
    """Let the head of school write down that somebody asks for a correction."""
    new = paths.filled(paths.NEW_RIGHTS, child_id=given.CHILD)
    typed = {
        name: each
        for name, each in VALID[paths.NEW_RIGHTS].items()
        if name not in {"said_on", "said_time"}
    }
    assert send(leader, new, **typed | {"rights_kind": "correct"}).status_code == 303
    return site.facts(RightsRequested)[-1]


def of_request(path: str, asked: RightsRequested) -> str:
    return paths.filled(path, child_id=given.CHILD, rights_id=asked.rights_id)


def test_a_familys_request_leads_here_and_its_answer_names_what_was_put_right(site: Site) -> None:
    employ(site)
    leader, officer = site.signed_in(LEADER), site.signed_in(PRIVACY)
    rights = paths.filled(paths.RIGHTS, child_id=given.CHILD)
    earlier = {**NAME, "name": "覃更早示例"}
    assert send(leader, IDENTITY, **earlier).status_code == 303
    asked = asked_to_correct(site, leader)
    leading = f"{IDENTITY}?rights_id={asked.rights_id}"
    assert leading not in leader.get(rights).text
    answer, verify = (
        of_request(each, asked) for each in (paths.ANSWER_RIGHTS, paths.VERIFY_RIGHTS)
    )
    assert send(leader, verify, **VALID[VERIFY]).status_code == 303
    assert leading in leader.get(rights).text
    assert leading not in officer.get(rights).text
    assert send(leader, IDENTITY, leader.get(leading), **NAME).status_code == 303
    before, corrected = site.facts(IdentityCorrected)
    assert (before.rights_id, corrected.rights_id) == (None, asked.rights_id)
    shown = officer.get(answer)
    assert "为这个请求：身份信息（姓名），" in shown.text
    assert str(before.correction_id) not in shown.text
    assert form_on(shown).fields["correction_ids"] == [str(corrected.correction_id)]
    sent = VALID[ANSWER]
    asked_once = send(officer, answer, shown, **sent, correction_ids=[])
    assert (asked_once.status_code, "还没有选为这个请求做的更正" in asked_once.text) == (
        422,
        True,
    )
    assert form_on(asked_once).fields.get("correction_ids") is None
    done = send(officer, answer, shown, **sent)
    assert done.status_code == 303
    assert site.facts(RightsFulfilled)[-1].correction_ids == (corrected.correction_id,)


def test_what_was_put_right_without_a_correction_is_answered_once_that_is_said(site: Site) -> None:
    employ(site)
    leader, officer = site.signed_in(LEADER), site.signed_in(PRIVACY)
    asked = asked_to_correct(site, leader)
    answer, verify = (
        of_request(each, asked) for each in (paths.ANSWER_RIGHTS, paths.VERIFY_RIGHTS)
    )
    assert send(leader, verify, **VALID[VERIFY]).status_code == 303
    sent = VALID[ANSWER]
    asked_once = send(officer, answer, **sent)
    assert (asked_once.status_code, form_on(asked_once).fields["answer_text"]) == (
        422,
        [sent["answer_text"]],
    )
    assert send(officer, answer, asked_once, none_corrected="yes").status_code == 303
    assert site.facts(RightsFulfilled)[-1].correction_ids == ()
