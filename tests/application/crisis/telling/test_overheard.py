"""A telephone that is shared with somebody kept out does not ring: the next are told besides."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from application.crisis.cases.cases import recorded_case
from application.crisis.delivery.alert_links import Leads
from application.crisis.delivery.delivering import Due, Message, Withheld, message_for
from application.crisis.reactions import react, react_alone
from application.crisis.telling.outside_rows import Address
from application.ports import History, Ledger, Unreadable
from application.reporting.reactions import told_because
from application.reporting.recorded import recorded_report
from application.staffing.reactions import introduce
from application.states import children_stream
from domain.alerts.facts import Addressee, ConcernAlerted, GapReason, ReportAlerted
from domain.alerts.outside import Channel
from domain.children.facts import CarerRecorded
from domain.referrals.facts import ConcernRaised, Involved, Situation
from domain.referrals.state import RaiseConcern
from domain.reporting.facts import Suspect
from domain.shared import CaseId, PersonId
from domain.staff.facts import Role
from tests import examples as given
from tests.application.casework import CASE, WORRY, raised, reopen_casework
from tests.application.outside import LINK
from tests.application.reporting.reporting import open_reporting, reported
from tests.application.telling import (
    ADVISER_TOLD,
    BUREAU_OFFICER,
    BUREAU_TOLD,
    DUTY_TOLD,
    HEAD_TOLD,
    LEAD_TOLD,
    OFFICER_TOLD,
    alerts,
    all_but,
    cause_of,
    employ,
    gap,
)
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER
from tests.engines import FoundedLedger
from tests.infrastructure.views.rows_of_the_log import spoil
from tests.office import LEADER, OFFICER, Office, reopen_office
from tests.report_examples import HARM, OTHER_OFFICER, REPORT

GUARDIAN = replace(WORRY, situation=Situation.SUSPECTED_HARM, involved=(Involved.GUARDIAN,))
AS_THEY_TYPE_IT = f"+86 {given.PHONE[:3]}-{given.PHONE[3:]}"
EVERYBODY = (CRISIS_LEAD, ADVISER, LEADER, DUTY_OFFICER, OFFICER, BUREAU_OFFICER)


@pytest.fixture
def at_work(founded_on_sqlite: FoundedLedger) -> Office:
    return reopen_casework(founded_on_sqlite)


def sending(office: Office, *sharing: PersonId, by: Collection[Channel] = (Channel.SMS,)) -> Ledger:
    """Return the ledger of an office that sends: who shares has the number of the grandmother."""

    def outlets(people: Collection[PersonId]) -> Mapping[PersonId, Collection[Channel]]:
        return {each: set(by) for each in people}

    return replace(office.ledger, addresses=book(*sharing), outlets=outlets, reachable=all_but())


def book(*sharing: PersonId) -> Address:
    def address(channel: Channel, person_id: PersonId) -> str:
        if channel is Channel.EMAIL:
            return f"{person_id}@city.example"
        return AS_THEY_TYPE_IT if person_id in sharing else f"199{person_id.int % 10**8:08}"

    return address


def told_of(office: Office, worry: RaiseConcern, ledger: Ledger) -> ConcernAlerted:
    """Return who is told of the worry, once it is followed."""
    raised(office, worry)
    actor = introduce(ledger, office.opened.ledger_id, given.NOW)
    react(ledger, actor, cause_of(office, ConcernRaised), given.NOW, all_but())
    (told,) = alerts(office)
    return told


def alerted(office: Office, *people: Addressee) -> ConcernAlerted:
    return ConcernAlerted(
        case_id=CASE,
        child_id=given.CHILD,
        cause_id=cause_of(office, ConcernRaised).event_id,
        place_id=given.SCHOOL,
        addressees=people,
    )


def test_where_the_guardian_may_be_involved_whoever_has_their_number_is_told_on_the_pages_alone(
    at_work: Office,
) -> None:
    told = told_of(at_work, GUARDIAN, sending(at_work, CRISIS_LEAD))
    overheard = gap(Role.CRISIS_LEAD, GapReason.OVERHEARD, given.SCHOOL)
    assert told == replace(alerted(at_work, ADVISER_TOLD, HEAD_TOLD, LEAD_TOLD), gaps=(overheard,))


@pytest.mark.parametrize(
    ("worry", "sharing", "by"),
    [
        (replace(GUARDIAN, involved=()), (CRISIS_LEAD,), (Channel.SMS,)),
        (GUARDIAN, (CRISIS_LEAD,), (Channel.SMS, Channel.EMAIL)),
        (GUARDIAN, (DUTY_OFFICER,), (Channel.SMS,)),
        (GUARDIAN, (CRISIS_LEAD,), ()),
    ],
    ids=["nobody of the family named", "another way", "not theirs", "nothing outside"],
)
def test_else_they_are_told_as_ever(
    at_work: Office, worry: RaiseConcern, sharing: tuple[PersonId], by: tuple[Channel, ...]
) -> None:
    told = told_of(at_work, worry, sending(at_work, *sharing, by=by))
    assert told == alerted(at_work, LEAD_TOLD, ADVISER_TOLD)


def test_a_colleague_who_is_kept_out_and_has_the_same_number_is_no_other_case(
    at_work: Office,
) -> None:
    worry = replace(GUARDIAN, involved=(), involved_ids=(LEADER,))
    told = told_of(at_work, worry, sending(at_work, CRISIS_LEAD, LEADER))
    assert told.addressees == (DUTY_TOLD, ADVISER_TOLD, LEAD_TOLD)
    assert told.gaps == (
        gap(Role.CRISIS_LEAD, GapReason.OVERHEARD, given.SCHOOL),
        gap(Role.SCHOOL_LEADER, GapReason.KEPT_OUT, given.SCHOOL),
    )
    assert told.kept_out_ids == (LEADER,)


def test_where_all_share_it_the_line_is_told_to_its_end_on_their_pages(at_work: Office) -> None:
    employ(at_work, BUREAU_OFFICER, Role.BUREAU_OFFICER, given.BUREAU)
    told = told_of(at_work, GUARDIAN, sending(at_work, *EVERYBODY))
    everybody = (LEAD_TOLD, ADVISER_TOLD, HEAD_TOLD, DUTY_TOLD, OFFICER_TOLD, BUREAU_TOLD)
    assert set(told.addressees) == set(everybody)
    assert {each.reason for each in told.gaps} == {GapReason.OVERHEARD}
    # Whoever raised it is asked to telephone.
    assert not recorded_case(at_work.ledger, CASE).reached
    at_work.ledger.catch_up()
    (row,) = at_work.ledger.health.page(DUTY_OFFICER, given.TODAY, limit=2).rows
    assert row.reached_nobody


def due(person_id: PersonId, channel: Channel) -> Due:
    return Due(
        delivery_id=given.example_id(900),
        channel=channel,
        person_id=person_id,
        case_id=CASE,
        minutes=10,
        tries=0,
        waited=timedelta(seconds=1),
    )


def sent(ledger: Ledger, person_id: PersonId, channel: Channel) -> Message | Withheld:
    leads = Leads(LINK)
    return message_for(ledger, ledger.addresses, due(person_id, channel), leads, given.NOW)


def test_no_message_rings_there_and_what_cannot_be_read_rings_nowhere(at_work: Office) -> None:
    raised(at_work, GUARDIAN)
    ledger = sending(at_work, CRISIS_LEAD)
    withheld = Withheld.SHARED_WITH_KEPT_OUT
    found = {each: sent(ledger, CRISIS_LEAD, each) for each in (Channel.SMS, Channel.WEBHOOK)}
    assert found == {Channel.SMS: withheld, Channel.WEBHOOK: withheld}
    assert isinstance(sent(ledger, CRISIS_LEAD, Channel.EMAIL), Message)
    assert isinstance(sent(ledger, ADVISER, Channel.SMS), Message)
    history = at_work.ledger.log.load([children_stream(given.CHILD)])
    assert isinstance(history, History)
    (carer,) = [each for each in history.recorded if isinstance(each.fact, CarerRecorded)]
    spoil(at_work.databases, carer.position)
    with pytest.raises(Unreadable):
        sent(ledger, ADVISER, Channel.SMS)
    assert isinstance(sent(ledger, ADVISER, Channel.EMAIL), Message)
    # Whoever could be told by that alone is told on the pages, and so are all above them.
    actor = introduce(ledger, at_work.opened.ledger_id, given.NOW)
    react(ledger, actor, cause_of(at_work, ConcernRaised), given.NOW, all_but())
    (told,) = alerts(at_work)
    line = {LEAD_TOLD, ADVISER_TOLD, HEAD_TOLD, DUTY_TOLD, OFFICER_TOLD}
    assert set(told.addressees) == line


def test_whoever_holds_two_posts_of_the_line_is_overheard_in_both(at_work: Office) -> None:
    employ(at_work, CRISIS_LEAD, Role.SCHOOL_LEADER, given.SCHOOL)
    told = told_of(at_work, GUARDIAN, sending(at_work, CRISIS_LEAD, LEADER))
    assert told.gaps == (
        gap(Role.CRISIS_LEAD, GapReason.OVERHEARD, given.SCHOOL),
        gap(Role.SCHOOL_LEADER, GapReason.OVERHEARD, given.SCHOOL),
    )


def test_no_fault_in_finding_that_out_silences_a_worry(at_work: Office) -> None:
    def broken(_channel: Channel, _person_id: PersonId) -> str:
        raise RuntimeError

    raised(at_work, GUARDIAN)
    ledger = replace(sending(at_work), addresses=broken)
    actor = introduce(ledger, at_work.opened.ledger_id, given.NOW)
    cause = cause_of(at_work, ConcernRaised)
    with pytest.raises(RuntimeError):
        react(ledger, actor, cause, given.NOW, all_but())
    # So the last try goes by what is sure.
    react_alone(ledger, actor, cause, given.NOW, all_but())
    assert alerts(at_work) == (alerted(at_work, LEAD_TOLD, ADVISER_TOLD),)


def test_of_a_report_of_harm_the_next_are_told_as_well(founded_on_sqlite: FoundedLedger) -> None:
    office = reopen_office(founded_on_sqlite(open_reporting))
    reported(office, replace(HARM, suspects=(Suspect.CARER,)))
    report = recorded_report(office.ledger, REPORT)

    def told(*sharing: PersonId) -> ReportAlerted:
        ledger = sending(office, *sharing)
        telling = told_because(ledger, report.first, given.NOW, all_but())
        assert telling is not None
        assert isinstance(telling.fact, ReportAlerted)
        return telling.fact

    def people(found: ReportAlerted) -> set[PersonId]:
        return {each.person_id for each in found.addressees}

    both = {DUTY_OFFICER, OTHER_OFFICER}
    assert (people(told()), told().gaps) == (both, ())
    assert (people(told(DUTY_OFFICER)), told(DUTY_OFFICER).gaps) == (both, ())
    shared = told(*both)
    assert people(shared) == {*both, OFFICER}
    assert shared.gaps == (gap(Role.COUNTY_DUTY_OFFICER, GapReason.OVERHEARD),)
    # The bureau opens it by the place by which it was found.
    employ(office, BUREAU_OFFICER, Role.BUREAU_OFFICER, given.BUREAU)
    every = told(*both, OFFICER)
    assert BUREAU_OFFICER in people(every)
    ledger = sending(office, DUTY_OFFICER)
    found = [
        message_for(
            ledger,
            ledger.addresses,
            due(each, Channel.SMS)._replace(case_id=CaseId(REPORT)),
            Leads(LINK),
            given.NOW,
        )
        for each in (DUTY_OFFICER, OTHER_OFFICER)
    ]
    assert found[0] is Withheld.SHARED_WITH_KEPT_OUT
    assert isinstance(found[1], Message)
