"""Results of screenings by the pages: entered by hand, talked about, and led to a worry."""

from dataclasses import replace

from httpx2 import Client, Response

from api import paths
from application.screening.streams import worry_of
from domain.referrals.facts import ConcernRaised
from domain.screening.facts import (
    InterviewHeld,
    InterviewMissed,
    InterviewOutcome,
    ScreeningLeadDropped,
    ScreeningLeadRecorded,
    ScreeningScale,
    WorryRaisedInstead,
)
from domain.shared import DutyId, PersonId
from domain.staff.facts import DutyAssigned, Role
from tests import examples as given
from tests.api.pages import duty
from tests.api.pages.forms import send
from tests.api.pages.site import AUDITOR, Site
from tests.screening_examples import (
    AGREED,
    HELD,
    LEAD,
    LEFT,
    MISSED,
    SCREENING,
    SECOND,
    TAKEN_BACK,
    TALK,
)
from tests.signing import give_account

PSYCHOLOGIST = "psychologist"
PERSON = PersonId(given.example_id(3831))
ENTERED = {
    "screening_id": str(SCREENING),
    "name": given.CHILD_NAME,
    "class_id": str(given.SCHOOL_CLASS),
    "scale": LEAD.scale.value,
    "screened_on": LEAD.screened_on.isoformat(),
}
TODAY = given.TODAY.isoformat()


def at(path: str) -> str:
    return paths.filled(path, child_id=given.CHILD, screening_id=SCREENING)


def talk(browser: Client, path: str, **typed: str) -> Response:
    """Fill in one of the forms on the page of the pupil, and send it."""
    return send(browser, at(path), browser.get(at(paths.INTERVIEW)), **typed)


def employed(site: Site, *facts: object) -> Site:
    duty.employ(site)
    site.know(
        replace(given.TEACHER_REGISTERED, person_id=PERSON, name="示例心理老师"),
        DutyAssigned(
            person_id=PERSON,
            duty_id=DutyId(given.example_id(3832)),
            role=Role.PSYCHOLOGY_TEACHER,
            organisation_id=given.SCHOOL,
            from_on=given.TODAY,
        ),
        AGREED,
        *facts,
        number=83,
    )
    give_account(site.app.state.accounts, PERSON, PSYCHOLOGIST)
    return site


def test_a_result_is_entered_and_the_pupil_is_on_the_list_until_the_talk(site: Site) -> None:
    employed(site)
    me = site.signed_in(PSYCHOLOGIST)
    assert "没有待访谈的学生" in me.get(paths.INTERVIEWS).text
    wrong = send(me, paths.RECORD_SCREENING, **{**ENTERED, "class_id": ""})
    assert (wrong.status_code, "只有姓名分不清是谁" in wrong.text) == (422, True)
    assert send(me, paths.RECORD_SCREENING, **ENTERED).headers["location"] == paths.INTERVIEWS
    known = send(me, paths.RECORD_SCREENING, **ENTERED).headers["location"]
    assert "已经登记过，没有再记一次" in me.get(known).text
    assert site.facts(ScreeningLeadRecorded) == [LEAD]
    listed = me.get(paths.INTERVIEWS).text
    assert (given.CHILD_NAME in listed, f'href="{at(paths.INTERVIEW)}"' in listed) == (True, True)
    lead = site.signed_in(duty.LEAD).get(paths.INTERVIEWS).text
    assert (given.CHILD_NAME in lead, "只看人数" in lead, "<strong>1</strong>" in lead) == (
        False,
        True,
        True,
    )
    assert "1 条待访谈" in site.signed_in(duty.ADVISER).get(paths.OWN_SCHOOLS).text
    audited = site.signed_in(AUDITOR).get(paths.SCREENINGS_BROUGHT).text
    assert ("示例心理老师" in audited, "登记 1 条" in audited, "逐条登记" in audited) == (True,) * 3
    assert (given.CHILD_NAME in audited, "MHT" in audited) == (False, False)
    missed = {"interview_id": str(TALK), "tried_on": TODAY, "missed_reason": "refused"}
    assert talk(me, paths.MISS_INTERVIEW, **missed).status_code == 303
    assert site.facts(InterviewMissed) == [MISSED]
    assert "没谈成" in me.get(at(paths.INTERVIEW)).text
    talked = {"interview_id": str(HELD.interview_id), "talked_on": TODAY}
    unsaid = talk(me, paths.HOLD_INTERVIEW, **talked)
    assert (unsaid.status_code, "请填写这一项" in unsaid.text) == (422, True)
    done = talk(me, paths.HOLD_INTERVIEW, **talked, interview_outcome="no_concern")
    assert done.headers["location"] == paths.INTERVIEWS
    assert site.facts(InterviewHeld) == [HELD]
    assert given.CHILD_NAME not in me.get(paths.INTERVIEWS).text
    assert "没有需要担心的" in me.get(f"{paths.INTERVIEWS}?over=true").text
    assert "谈过了" not in me.get(at(paths.INTERVIEW)).text


def test_a_worry_is_raised_from_the_list_which_holds_the_pupil_until_it_arrived(
    site: Site,
) -> None:
    employed(site, LEAD)
    me, case_id = site.signed_in(PSYCHOLOGIST), worry_of(SCREENING)
    raised = {
        "interview_id": str(HELD.interview_id),
        "talked_on": TODAY,
        "interview_outcome": "worry_raised",
        "case_id": str(case_id),
    }
    early = me.post(at(paths.HOLD_INTERVIEW), data=raised)
    assert (early.status_code, "还没有上报成功" in early.text) == (409, True)
    form = me.get(at(paths.SCREENING_WORRY)).text
    assert (given.CHILD_NAME in form, str(case_id) in form) == (True, True)
    worry = paths.filled(paths.CHILD_WORRY, child_id=given.CHILD)
    wrong = {"case_id": str(case_id), "screening_id": str(SCREENING)}
    unsaid = send(me, worry, me.get(at(paths.SCREENING_WORRY)), **wrong)
    assert (unsaid.status_code, given.CHILD_NAME in unsaid.text) == (422, True)
    assert str(SCREENING) in unsaid.text
    said = {"case_id": str(case_id), "situation": "somewhat_worried"}
    sent = send(me, worry, me.get(at(paths.SCREENING_WORRY)), **said)
    assert sent.headers["location"] == paths.filled(paths.WORRY_SENT, case_id=case_id)
    (concern,) = site.facts(ConcernRaised)
    assert (concern.case_id, concern.child_id) == (case_id, given.CHILD)
    assert given.CHILD_NAME in me.get(paths.INTERVIEWS).text
    assert "已上报担心" in me.get(at(paths.INTERVIEW)).text
    # Nobody says by one press that they talked: on which day they say, or they say nothing.
    shown = me.get(at(paths.INTERVIEW)).text
    assert ('type="hidden" name="talked_on"' in shown, "还没谈的" in shown) == (False, True)
    assert f'action="{at(paths.LEAVE_TO_WORRY)}"' in shown
    # A second one is a worry of its own: under the id of the first nobody would be told.
    another = me.get(at(paths.SCREENING_WORRY))
    assert str(case_id) not in another.text
    again = send(me, worry, another, situation="somewhat_worried")
    assert again.status_code == 303
    assert len(site.facts(ConcernRaised)) == 2
    assert me.post(at(paths.HOLD_INTERVIEW), data=raised).status_code == 303
    held = replace(HELD, outcome=InterviewOutcome.WORRY_RAISED, case_id=case_id)
    assert site.facts(InterviewHeld) == [held]


def test_the_talk_is_left_to_whoever_answers_for_the_worry_once_there_is_one(site: Site) -> None:
    employed(site)
    me, case_id = site.signed_in(PSYCHOLOGIST), worry_of(SCREENING)
    brought = {"scale": LEAD.scale.value, "screened_on": LEAD.screened_on.isoformat()}
    address = f"/api/v1/children/{given.CHILD}/screenings/{SCREENING}"
    assert [me.put(address, json=brought).status_code for _time in range(2)] == [201, 200]
    left = {"case_id": str(case_id)}
    early = me.post(at(paths.LEAVE_TO_WORRY), data=left)
    assert (early.status_code, "还没有上报成功" in early.text) == (409, True)
    assert me.post(at(paths.LEAVE_TO_WORRY)).status_code == 422
    worry = paths.filled(paths.CHILD_WORRY, child_id=given.CHILD)
    said = {"case_id": str(case_id), "situation": "somewhat_worried"}
    send(me, worry, me.get(at(paths.SCREENING_WORRY)), **said)
    assert me.post(at(paths.LEAVE_TO_WORRY), data=left).headers["location"] == paths.INTERVIEWS
    assert me.put(f"{address}/worry-instead", json=left).status_code == 200
    assert site.facts(WorryRaisedInstead) == [replace(LEFT, case_id=case_id)]
    (line,) = me.get("/api/v1/interviews?over=true").json()["items"]
    assert (line["worry_instead"], line["outcome"], line["delete_by_on"]) == (
        *(True, None),
        LEFT.delete_by_on.isoformat(),
    )
    assert given.CHILD_NAME not in me.get(paths.INTERVIEWS).text
    for page in (me.get(f"{paths.INTERVIEWS}?over=true").text, me.get(at(paths.INTERVIEW)).text):
        assert "由接手担心的人去谈" in page
    assert "谈过了" not in me.get(at(paths.INTERVIEW)).text


def test_of_a_result_whose_consent_was_taken_back_nothing_is_shown_but_that(
    site: Site,
) -> None:
    second = replace(LEAD, screening_id=SECOND, scale=ScreeningScale.SDQ)
    employed(site, LEAD, second, replace(HELD, screening_id=SECOND), TAKEN_BACK)
    me = site.signed_in(PSYCHOLOGIST)
    for page in (me.get(paths.INTERVIEWS).text, me.get(at(paths.INTERVIEW)).text):
        assert ("家里撤回了同意" in page, "MHT" in page) == (True, False)
    assert "谈过了" not in me.get(at(paths.INTERVIEW)).text
    talked = paths.filled(paths.INTERVIEW, child_id=given.CHILD, screening_id=SECOND)
    page = me.get(talked).text
    assert ("没有需要担心的" in page, "录错了" in page, "移出名单" in page) == (False, False, True)
    dropped = {"drop_reason": "consent_withdrawn"}
    assert talk(me, paths.DROP_SCREENING, **dropped).status_code == 303
    assert [each.screening_id for each in site.facts(ScreeningLeadDropped)] == [SCREENING]
    assert "没有待访谈的学生" in me.get(paths.INTERVIEWS).text
    assert me.get(at(paths.INTERVIEW)).status_code == 404
