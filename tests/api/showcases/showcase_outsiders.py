"""Example values for whoever has no account: named, told, let in, and what they are shown."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from api.view_models.crisis.contacts import ContactLine, ContactsPage, WayLine
from api.view_models.crisis.liaisons import ContactChoice, NameLiaisonPage
from api.view_models.forms import FieldError, Form, typed
from api.view_models.reporting.officers import BodyOutcomeLine, NameOfficerPage, ToldReportPage
from api.view_models.reporting.outsiders import Entry, LinkEntryPage, LinkGivenPage, OutsiderLine
from api.view_models.reporting.reporting import ReportReceived
from api.view_models.shell import PageModel, Shell
from application.crisis.delivery.channel_rows import ChannelHealth, OwnTest
from application.outsiders.links import Door
from domain.alerts.outside import Channel
from domain.alerts.trying import Stage
from domain.codelists import Body, HarmKind
from domain.contacts.facts import ContactHours
from domain.referrals.hospital.liaison_facts import LinkWay
from domain.reporting.facts import ReportOutcome, Suspect
from domain.shared import ContactId, OrganisationId, PersonId
from tests import examples as e
from tests.api.shells import AT_EASE
from tests.api.shells import OUTSIDE as OUT
from tests.api.showcases.showcase import LONG_NAME, MARKUP
from tests.api.showcases.showcase_cases import HEAD
from tests.api.showcases.showcase_reporting import POLICE, REPORT_OF_CASE, TODAY
from tests.report_examples import REPORT, SEEN

OUTSIDE = OutsiderLine(
    person_id=PersonId(e.example_id(951)),
    name="示例护士长",
    function="儿童心理门诊",
    phone="0775-0000000",
    ends_at=e.NOW + timedelta(days=14),
    has_entered=True,
    end="/cases/00000000-0000-4000-8000-000000000801/liaison/end",
)
NAME_LIAISON = NameLiaisonPage(
    case=HEAD, now=e.NOW, naming_id=e.example_id(953), hospital="示例市人民医院", days=14
)
DOCTOR = ContactChoice(
    contact_id=ContactId(e.example_id(3901)),
    name="示例医师",
    function="儿童心理门诊",
    mobile="13000000061",
    hours=ContactHours.DAY_AND_NIGHT,
)
CONTACT = ContactLine(
    contact_id=DOCTOR.contact_id,
    name=DOCTOR.name,
    function=DOCTOR.function,
    mail="doctor@hospital.example",
    mobile=DOCTOR.mobile,
    hours=DOCTOR.hours,
    proposed_by="示例主任",
    tests=(OwnTest(Channel.EMAIL, e.NOW, Stage.SENT, None),),
    test_id=e.example_id(955),
)
WAITING = replace(
    CONTACT,
    contact_id=ContactId(e.example_id(3902)),
    name=LONG_NAME,
    function=MARKUP,
    tests=(),
    test_id=None,
    may_confirm=True,
)
OLD = replace(WAITING, contact_id=ContactId(e.example_id(3903)), is_old=True, may_confirm=False)
HEALTH = ChannelHealth(channel=Channel.SMS, waiting=0, dead=0, waits_seconds=90.0, is_silent=False)
CONTACTS = ContactsPage(
    organisation_id=OrganisationId(e.example_id(60)),
    hospital="示例市人民医院",
    contact_id=e.example_id(956),
    form=Form(typed(contact_name="示例"), (FieldError(field="contact_mail", code="required"),)),
    ways=(
        WayLine(channel=Channel.EMAIL, health=replace(HEALTH, waits_seconds=0.0)),
        WayLine(channel=Channel.SMS, health=HEALTH),
    ),
    open=(CONTACT,),
    waiting=(WAITING, OLD),
    may_propose=True,
)
LINK_GIVEN = LinkGivenPage(
    door=Door.REFERRAL,
    back="/cases/00000000-0000-4000-8000-000000000801",
    name="示例护士长",
    link=f"https://tongxin.example/h/{'Ab3-' * 16}",
    code="7KQ2M4XD",
    days=14,
)
NAME_OFFICER = NameOfficerPage(
    report_id=REPORT,
    number="1284",
    naming_id=e.example_id(954),
    days=14,
    bodies=(Body.POLICE, Body.EDUCATION),
    accuses_official=True,
)
CONSTABLE = replace(OUTSIDE, name="示例警官", function="示例派出所民警", body=Body.POLICE)
TOLD_REPORT = ToldReportPage(
    report_id=REPORT,
    number="1284",
    body=Body.POLICE,
    officer="示例警官",
    kind=HarmKind.SIGNS_OF_VIOLENCE,
    at_school=True,
    child="示例学生",
    described_as="短发，红书包",
    place="示例小学",
    seen=SEEN,
    suspects=(Suspect.GUARDIAN, Suspect.OFFICIAL),
    suspect_names=("示例人员",),
    reported_at=e.NOW,
    calls=(replace(POLICE, is_by_body=True),),
    outcomes=(
        BodyOutcomeLine(
            outcome=ReportOutcome.CASE_FILED, returned_on=e.TODAY, words="已立案侦查。"
        ),
    ),
    ends_at=e.NOW + timedelta(days=14),
    outcome_id=e.example_id(955),
    form=Form(typed(result_on=e.TODAY.isoformat())),
)
BY_LINK = replace(REPORT_OF_CASE, by_link=True)

NAMING: Mapping[str, PageModel] = {
    "name-liaison": NAME_LIAISON,
    "name-liaison-anew": replace(
        NAME_LIAISON,
        open=(OUTSIDE, replace(OUTSIDE, name=LONG_NAME, function=MARKUP, has_entered=False)),
        form=Form(
            typed(liaison_name="示例"), (FieldError(field="liaison_phone", code="required"),)
        ),
    ),
    "name-liaison-over": replace(NAME_LIAISON, may_name=False),
    "name-liaison-contacts": replace(
        NAME_LIAISON,
        contacts=(DOCTOR, replace(DOCTOR, contact_id=ContactId(e.example_id(3902)))),
        goes_out=True,
        open=(replace(OUTSIDE, has_entered=False, is_sent=True),),
    ),
    "name-liaison-call": replace(
        NAME_LIAISON,
        contacts=(replace(DOCTOR, name=LONG_NAME, function=MARKUP),),
        open=(replace(OUTSIDE, has_entered=False, is_sent=True, undelivered=LinkWay.SMS),),
    ),
    "hospital-contacts": CONTACTS,
    "hospital-contacts-none": replace(
        CONTACTS, open=(), waiting=(), ways=tuple(replace(w, health=None) for w in CONTACTS.ways)
    ),
    "link-given": LINK_GIVEN,
    "link-given-of-report": replace(LINK_GIVEN, door=Door.REPORT, name="示例警官"),
    "link-given-before": replace(LINK_GIVEN, code=None),
    "name-officer": NAME_OFFICER,
    "name-officer-anew": replace(
        NAME_OFFICER,
        open=(CONSTABLE, replace(CONSTABLE, name=LONG_NAME, function=MARKUP, has_entered=False)),
        form=Form(
            typed(officer_name="示例"), (FieldError(field="officer_phone", code="required"),)
        ),
    ),
    "name-officer-not-yet": replace(NAME_OFFICER, may_name=False, accuses_official=False),
}
SHOWN_OUTSIDE: Mapping[str, PageModel] = {
    **{f"link-entry-{each}": LinkEntryPage(entry=each) for each in Entry},
    "report-by-link": BY_LINK,
    "report-received": replace(
        BY_LINK,
        form=TODAY,
        received=ReportReceived(receipt="1284-7F3A", case_is_open=True),
    ),
    "told-report": TOLD_REPORT,
    "told-report-new": replace(
        TOLD_REPORT,
        child=None,
        seen=MARKUP,
        calls=(replace(POLICE, number=None),),
        outcomes=(),
        form=Form(
            typed(result_on="2099-01-01"),
            (
                FieldError(field="body_number", code="required"),
                FieldError(field="result_on", code="in_future"),
            ),
        ),
    ),
}
PAGES: Mapping[str, tuple[PageModel, Shell]] = {
    **{name: (model, AT_EASE) for name, model in NAMING.items()},
    **{name: (model, OUT) for name, model in SHOWN_OUTSIDE.items()},
}
