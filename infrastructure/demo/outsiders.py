"""People without account in the demo: a hospital's liaison, and an officer told of a report."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from application.crisis.hospital.outside_liaisons import Naming, name_liaison
from application.outsiders.entering import Keys
from application.reporting.outside_officers import NamingOfficer, name_officer
from application.reporting.permitted import Reporting
from application.reporting.recording import acknowledge_report, notify_body, report_harm
from domain.codelists import Body, HarmKind
from domain.reporting.facts import Suspect
from domain.reporting.state import NotifyBody, ReportHarm
from domain.shared import CallId, ChildId, ReportId
from infrastructure.demo.caseload import Act, child_id_of
from infrastructure.demo.city import City
from infrastructure.demo.crises import case_id
from infrastructure.demo.invented import demo_id
from infrastructure.demo.staffing import Colleague

_MINUTE = timedelta(minutes=1)
_REPORTED, _NAMED = timedelta(hours=22), timedelta(hours=20)
REPORT = ReportId(demo_id("report", 1))
# Numbers of nobody, as those of the invented carers and staff.
_LIAISON_PHONE, _OFFICER_PHONE = "07770000011", "07770000012"


def reported(city: City, people: tuple[Colleague, ...], now: datetime) -> Iterator[Act]:
    """Yield a report of harm, that it was received, and whom the county's duty telephoned."""
    at = {each.login: each.actor for each in people}
    teller, duty, began = at["community"], at["duty"], now - _REPORTED
    harm = ReportHarm(
        report_id=REPORT,
        child_id=_pupil(city),
        kind=HarmKind.ABANDONED,
        seen="家里的大人走了一个多星期，没有人来过，米也没有了。",
        suspects=(Suspect.GUARDIAN,),
        called=_call("110", Body.POLICE, began - 5 * _MINUTE),
    )
    told = _call("civil", Body.CIVIL_AFFAIRS, began + 25 * _MINUTE)
    yield began, lambda to, when: report_harm(to, Reporting(actor=teller, now=when), harm)
    yield (
        began + 8 * _MINUTE,
        lambda to, when: acknowledge_report(to, Reporting(actor=duty, now=when), REPORT),
    )
    yield (
        began + 30 * _MINUTE,
        lambda to, when: notify_body(to, Reporting(actor=duty, now=when), told),
    )


def let_in(people: tuple[Colleague, ...], keys: Keys, now: datetime) -> Iterator[Act]:
    """Yield who is let in to a referral, and to that report; their codes nobody has any more."""
    at = {each.login: each.actor for each in people}
    lead, duty = at["lead"], at["duty"]
    liaison = Naming(
        case_id=case_id(3),
        naming_id=demo_id("naming", 1),
        name="示例联络人",
        function="儿少门诊护士长",
        phone=_LIAISON_PHONE,
    )
    officer = NamingOfficer(
        report_id=REPORT,
        naming_id=demo_id("naming", 2),
        body=Body.POLICE,
        name="示例民警",
        function="派出所值班",
        phone=_OFFICER_PHONE,
    )
    yield now - _NAMED, lambda to, when: name_liaison(to, lead, keys, liaison, when)
    yield (
        now - _NAMED + _MINUTE,
        lambda to, when: name_officer(to, Reporting(actor=duty, now=when), keys, officer),
    )


def _pupil(city: City) -> ChildId:
    """Return a pupil of the second school, about whom there is no worry."""
    return child_id_of(len(city.townships))


def _call(number: str, body: Body, at: datetime) -> NotifyBody:
    return NotifyBody(
        report_id=REPORT,
        call_id=CallId(demo_id("call", number)),
        body=body,
        called_at=at,
        answered_by="值班员",
    )
