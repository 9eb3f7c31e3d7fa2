"""A hospital's liaison without account reports harm from the one referral, and is told no more."""

from dataclasses import replace
from uuid import UUID

from fastapi.testclient import TestClient

from api import paths
from application.reporting.permitted import Reporting
from application.reporting.recording import report_harm
from application.staffing.staff import publish_duty_telephone
from domain.codelists import Body, HarmKind
from domain.referrals.facts import ReferralAcknowledged
from domain.referrals.hospital.liaison_facts import OutsideLiaisonNamed
from domain.referrals.joining.joining_facts import InvolvementReported
from domain.reporting.facts import BodyNotified, HarmSuspected, ReportAcknowledged, Suspect
from domain.shared import CallId, ReportId
from domain.staff.state import PublishDutyTelephone
from infrastructure.opening import reactions_of
from tests import examples as given
from tests import office
from tests.api.pages.crisis.test_outside_liaisons import AT, came_in, named
from tests.api.pages.duty import CASE, COUNTY, LEAD, POSTS, employ, refer, worry
from tests.api.pages.forms import Values, form_on
from tests.api.pages.site import AUDITOR, TEACHER, Site
from tests.office import acting
from tests.report_examples import HARM

OF_REFERRAL = (
    *(paths.CASE, paths.REFERRAL_LETTER, paths.DECLINE_REFERRAL),
    *(paths.HOSPITAL_VISIT, paths.HOSPITAL_FEEDBACK),
)
OF_CASE = paths.filled(paths.CASE_REPORT, case_id=CASE)
DAY = given.TODAY.isoformat()


def written(nurse: TestClient, **other: str) -> Values:
    """Return the form as the nurse fills it in."""
    page = nurse.get(OF_CASE)
    assert page.status_code == 200
    assert page.text.index('href="tel:110"') < page.text.index("<form")
    return form_on(page, OF_CASE).filled(harm_kind="signs_of_violence", **other)


def suspicion(report_id: ReportId) -> HarmSuspected:
    """Return what is recorded of it, with the places of the case."""
    return HarmSuspected(
        report_id=report_id,
        child_id=given.CHILD,
        kind=HarmKind.SIGNS_OF_VIOLENCE,
        at_school=False,
        seen="背上有条状伤痕。",
        suspects=(Suspect.GUARDIAN,),
        suspect_ids=(),
        bodies=(Body.POLICE,),
        class_id=given.SCHOOL_CLASS,
        school_id=given.SCHOOL,
        village_id=given.VILLAGE,
        case_id=CASE,
    )


def test_the_nurse_reports_from_her_referral_and_is_told_that_it_was_received(site: Site) -> None:
    employ(site)
    worry(site)
    refer(site)
    nurse = came_in(site, *named(site))
    assert f'href="{OF_CASE}"' in nurse.get(AT["CASE"]).text
    filled = written(
        nurse, suspects="guardian", harm_seen="背上有条状伤痕。", called_on=DAY, called_time="09:05"
    )
    unsaid = nurse.post(OF_CASE, data={**filled, "harm_kind": []})
    assert (unsaid.status_code, "背上有条状伤痕。" in unsaid.text) == (422, True)
    for _time in range(2):
        told = nurse.post(OF_CASE, data=filled)
        assert (told.status_code, "报告已收到" in told.text) == (200, True)
        assert "回执号" in told.text
        assert given.CHILD_NAME not in told.text
    report_id = ReportId(UUID(filled["report_id"][0]))
    suspected = suspicion(report_id)
    assert site.facts(HarmSuspected) == [suspected]
    assert [each.call_id for each in site.facts(BodyNotified)] == [CallId(report_id)]
    (liaison,) = site.facts(OutsideLiaisonNamed)
    rows = site.opened.mapper.open_rows(site.opened.recorder.rows_after(0, 1_000))
    (made,) = [each for each in rows if each.fact == suspected]
    assert (made.actor_id, made.context.device) == (liaison.liaison_id, "liaison")
    is_told_no_more(site, nurse, filled, report_id)
    goes_on_after_the_link(site, nurse)


def is_told_no_more(site: Site, nurse: TestClient, filled: Values, report_id: ReportId) -> None:
    """Whoever is suspected is kept out of the case, and the county receives it."""
    # Nothing of how it goes on, not even that there is a page for others.
    own = paths.filled(paths.REPORT_SENT, report_id=report_id)
    page = paths.filled(paths.REPORT_PAGE, report_id=report_id)
    for shut in (own, page, paths.REPORTS, paths.REPORT):
        assert nurse.get(shut).headers["location"].startswith(paths.SIGN_IN)
    assert reactions_of(site.opened, lambda: site.clock.now).follow()
    assert [each.case_id for each in site.facts(InvolvementReported)] == [CASE]
    county = site.signed_in(COUNTY)
    assert "示例护士长" not in county.get(page).text
    assert county.post(f"{page}/receive").status_code == 303
    assert len(site.facts(ReportAcknowledged)) == 1
    assert (
        "接收" not in nurse.post(OF_CASE, data=filled).text.split("报告已收到")[1].split("<ol>")[0]
    )


def goes_on_after_the_link(site: Site, nurse: TestClient) -> None:
    """What was typed when the referral went on is recorded, and opens nothing."""
    late = written(nurse, harm_seen="说“不敢回家”。")
    declined = nurse.post(AT["DECLINE"], data={"decline_reason": "no_bed"})
    assert declined.status_code == 303
    told = nurse.post(OF_CASE, data=late)
    assert (told.status_code, "报告已收到" in told.text) == (200, True)
    assert AT["CASE"] + '"' not in told.text
    assert [each.seen for each in site.facts(HarmSuspected)][1:] == ["说“不敢回家”。"]
    assert "这个链接打不开" in nurse.get(OF_CASE).text
    who = paths.filled(paths.WHO_LOOKED, child_id=given.CHILD)
    assert "示例护士长（示例市人民医院）" in site.signed_in(AUDITOR).get(who).text
    stranger = site.client()
    assert stranger.post(OF_CASE, data=late).status_code == 401
    assert len(site.facts(HarmSuspected)) == 2


def test_a_link_taken_back_tells_no_more_and_none_outlives_who_gave_it(site: Site) -> None:
    employ(site)
    worry(site)
    refer(site)
    link, code = named(site)
    nurse = came_in(site, link, code)
    late = written(nurse)
    late_of_doctor = {**late, "report_id": [str(given.example_id(958))]}
    (first,) = site.facts(OutsideLiaisonNamed)
    ended = paths.filled(paths.END_LIAISON, case_id=CASE, liaison_id=first.liaison_id)
    assert site.signed_in(LEAD).post(ended).status_code == 303
    refused = nurse.post(OF_CASE, data=late)
    assert (refused.status_code, site.facts(HarmSuspected)) == (403, [])
    another = {"naming_id": str(given.example_id(959)), "liaison_name": "示例医师"}
    again = named(site, **another)
    doctor = came_in(site, *again)
    assert doctor.get(AT["CASE"]).status_code == 200
    accused = replace(HARM, suspects=(Suspect.SCHOOL_LEADER,), suspect_ids=(POSTS[LEAD][0],))
    asked = Reporting(actor=acting(given.TEACHER), now=site.clock.now)
    report_harm(site.opened.ledger, asked, accused)
    assert reactions_of(site.opened, lambda: site.clock.now).follow()
    is_told_whom_to_call(site, doctor)
    assert site.client().post(again[0], data={"code": again[1]}).status_code == 403
    assert site.facts(ReferralAcknowledged) == []
    # It opens nothing, and a child in danger is reported by anybody.
    told = doctor.post(OF_CASE, data={**late_of_doctor, "written_by": []})
    assert (told.status_code, "报告已收到" in told.text) == (200, True)


def is_told_whom_to_call(site: Site, doctor: TestClient) -> None:
    """At each address of the referral the link is over, in the browser's own language."""
    number = PublishDutyTelephone(organisation_id=given.COUNTY_OFFICE, telephone="07770000001")
    publish_duty_telephone(site.opened.ledger, acting(office.OFFICER), number, site.clock.now)
    assert site.opened.projector.catch_up(wait_ms=5_000)
    shut = [paths.filled(each, case_id=CASE) for each in OF_REFERRAL]
    for path in (*shut, OF_CASE):
        page = doctor.get(path)
        assert (page.status_code, "这个链接打不开" in page.text) == (403, True), path
        assert 'href="tel:07770000001"' in page.text
        assert 'href="tel:110"' in page.text
        assert given.CHILD_NAME not in page.text
    for path in (*shut[2:], AT["ACKNOWLEDGE_REFERRAL"]):
        sent = doctor.post(path, headers={"accept-language": "en"})
        assert (sent.status_code, "This link does not open" in sent.text) == (403, True), path


def test_whoever_has_nothing_to_do_with_the_case_by_now_says_which_child_is_meant(
    site: Site,
) -> None:
    typed = {"case_id": str(CASE), "harm_kind": "made_to_beg", "harm_seen": "在桥洞下。"}
    again = site.signed_in(TEACHER).post(paths.REPORT, data=typed)
    assert (again.status_code, site.facts(HarmSuspected)) == (422, [])
    form = form_on(again, paths.REPORT)
    assert "case_id" not in form.fields
    assert form.fields["harm_seen"] == ["在桥洞下。"]
    sent = form.filled(child_id=str(given.CHILD))
    assert site.signed_in(TEACHER).post(paths.REPORT, data=sent).status_code == 303
    assert [each.case_id for each in site.facts(HarmSuspected)] == [None]
