"""A class teacher reads of a pupil in acute danger, answers twice, and learns nothing else."""

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from api import paths
from domain.alerts.facts import ClassTeacherTold, RiskNoticeRead
from domain.referrals.facts import Situation
from domain.referrals.family.guardian_facts import AccompanyingEnded, ChildAccompanied
from infrastructure.opening import reactions_of
from infrastructure.views.notices.answers import TeachersNotices
from tests import examples as given
from tests.api.pages.crisis.test_levels import RED
from tests.api.pages.duty import ADVISER, CASE, LEAD, WORRY, employ, worry
from tests.api.pages.forms import send
from tests.api.pages.site import LEADER, TEACHER, Site

NOTICE, READ, COMPANY, CASE_PAGE, ASSESS = (
    paths.filled(path, case_id=CASE)
    for path in (
        *(paths.RISK_NOTICE, paths.READ_RISK_NOTICE, paths.BE_WITH_CHILD),
        *(paths.CASE, paths.ASSESS_CRISIS),
    )
)
WAITING = "您班上有学生危急"


def told(site: Site) -> None:
    assert reactions_of(site.opened, lambda: given.NOW).follow()


def _shows_the_danger_alone(shown: str) -> None:
    for words in (
        given.CHILD_REGISTERED.name,
        "这名学生现在有急性的生命危险",
        "tel:110",
        "不在班上说",
        WAITING,
    ):
        assert words in shown, words
    for hidden in (str(WORRY.heard), str(RED["why"]), "危机红色", "示例值班", "照护人"):
        assert hidden not in shown, hidden


def _says_none_only_where_that_is_known(
    teacher: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as behind:
        behind.setattr(TeachersNotices, "is_current", lambda _: False)
        assert "说不清有没有学生危急" in teacher.get(paths.RISK_NOTICES).text
        assert "risk" not in teacher.get(paths.GRANTS_WAITING).json()
    assert "现在没有要告知您的危险" in teacher.get(paths.RISK_NOTICES).text


def test_a_class_teacher_is_told_the_danger_and_nothing_else_and_answers_it(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    employ(site)
    worry(site, replace(WORRY, situation=Situation.SOMEWHAT_WORRIED))
    told(site)
    teacher, lead = site.signed_in(TEACHER), site.signed_in(LEAD)
    _says_none_only_where_that_is_known(teacher, monkeypatch)
    assert teacher.get(NOTICE).status_code == 404
    assert teacher.get(paths.GRANTS_WAITING).json()["risk"] == 0
    assert send(site.signed_in(ADVISER), ASSESS, **RED).status_code == 303
    assert "正在告知班主任" in lead.get(CASE_PAGE).text
    told(site)
    # The message leads to the duty desk, whoever is told: a class teacher is led on from there.
    led = teacher.get(paths.HEALTH_DESK)
    assert (led.status_code, led.headers["location"]) == (303, paths.RISK_NOTICES)
    assert teacher.get(paths.RISK_NOTICES).headers["location"] == NOTICE
    _shows_the_danger_alone(teacher.get(NOTICE).text)
    assert teacher.get(paths.GRANTS_WAITING).json()["risk"] == 1
    assert teacher.get(CASE_PAGE).status_code == 403

    page = teacher.get(NOTICE)
    for _ in range(2):
        answer = send(teacher, READ, page)
        assert (answer.status_code, answer.headers["location"]) == (303, NOTICE)
    (read,) = site.facts(RiskNoticeRead)
    assert read.read_by == given.TEACHER
    assert not site.facts(ChildAccompanied)
    send(teacher, COMPANY, teacher.get(NOTICE))
    (here,) = site.facts(ChildAccompanied)
    assert (here.with_id, here.since_at) == (given.TEACHER, given.NOW)
    case = lead.get(CASE_PAGE).text
    assert "班主任，已告知学生危急" in case
    assert "看过了" in case
    leave = paths.filled(paths.LEAVE_CHILD, case_id=CASE, company_id=here.company_id)
    assert send(teacher, leave, teacher.get(NOTICE)).status_code == 303
    (left,) = site.facts(AccompanyingEnded)
    assert left.company_id == here.company_id
    assert len(site.facts(ClassTeacherTold)) == 1
    assert site.signed_in(LEADER).get(NOTICE).status_code == 403
