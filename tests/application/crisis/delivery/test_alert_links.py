"""By the link of a message its addressee says "I have it" once; nobody else, and not later."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from application.crisis.clocks.case_clocks import deadlines_of
from application.crisis.delivery.alert_links import LinkOutrun, LinkRefused, acknowledge_by_link
from application.crisis.reactions import react
from application.crisis.telling.outside_rows import delivery_of
from application.crisis.telling.same_address import Address
from application.crisis.worries.referrals import pass_concern_on
from application.ports import Context, Ledger, Reachable
from application.reporting.reactions import react_to_report
from application.reporting.recorded import recorded_report
from application.staffing.reactions import introduce
from domain.alerts.outside import Channel
from domain.clocks.facts import Step
from domain.errors import ConflictKept
from domain.referrals.facts import (
    ConcernRaised,
    ConcernTaken,
    Involved,
    ReferralAcknowledged,
    ReferralIssued,
)
from domain.referrals.state import PassConcernOn
from domain.reporting.facts import HarmSuspected, ReportAcknowledged
from domain.shared import PassId, PersonId
from domain.staff.facts import DutyEnded, DutyEndReason
from tests import examples as given
from tests.application.casework import CASE, WORRY, issued, raised, reopen_casework, taken
from tests.application.joining import GRAVE, LATER, raised_at
from tests.application.outside import by_mail
from tests.application.reporting.reporting import open_reporting, reported
from tests.application.telling import all_but, cause_of, history_of, know, state_of
from tests.crisis import ADVISER, CRISIS_LEAD, HOSPITAL, LIAISON
from tests.engines import FoundedLedger
from tests.office import LEADER, Office, acting, reopen_office
from tests.report_examples import OTHER_OFFICER, REPORT

SOON = given.NOW + timedelta(minutes=3)

PASS = PassConcernOn(
    case_id=CASE, pass_id=PassId(given.example_id(883)), to_id=ADVISER, why="我不在学校。"
)


@pytest.fixture
def at_work(founded_ledger: FoundedLedger) -> Office:
    return reopen_casework(founded_ledger)


def telling(office: Office, kind: type[object] = ConcernRaised) -> UUID:
    """Let people be told by e-mail of the last fact of this kind; return its id."""
    ledger = replace(office.ledger, outlets=by_mail)
    cause = cause_of(office, kind)
    actor = introduce(ledger, office.opened.ledger_id, given.NOW)
    react(ledger, actor, cause, given.NOW, all_but())
    return cause.event_id


def token_of(office: Office, cause_id: UUID, person_id: PersonId) -> str:
    links = office.opened.ways_out.links
    return links.token_of(delivery_of(cause_id, person_id, Channel.EMAIL))


def own_each(_channel: Channel, person_id: PersonId) -> str | None:
    return f"{person_id}@city.example"


def press(
    office: Office,
    token: str,
    now: datetime = SOON,
    ledger: Ledger | None = None,
    address: Address = own_each,
) -> bool:
    reached = ledger or replace(office.ledger, reachable=all_but())
    return acknowledge_by_link(reached, office.opened.ways_out.links, address, token, now)


def refused(
    office: Office,
    token: str,
    now: datetime = SOON,
    ledger: Ledger | None = None,
    address: Address = own_each,
    why: type[Exception] = LinkRefused,
) -> bool:
    """Return that a link is refused, and that nothing was recorded by it."""
    before = history_of(office).versions
    with pytest.raises(why):
        press(office, token, now, ledger, address)
    return history_of(office).versions == before


def test_one_press_takes_the_worry_for_whoever_was_told_and_a_second_says_so(
    at_work: Office,
) -> None:
    raised(at_work)
    token = token_of(at_work, telling(at_work), CRISIS_LEAD)
    assert press(at_work, token)
    recorded = cause_of(at_work, ConcernTaken)
    assert recorded.fact == ConcernTaken(case_id=CASE, child_id=given.CHILD, taken_by=CRISIS_LEAD)
    assert recorded.actor_id == CRISIS_LEAD
    assert recorded.context == Context(
        duty="crisis_lead", organisation=given.SCHOOL, device="link/email", rules=1
    )
    steps = deadlines_of(at_work.ledger, history_of(at_work), CASE)
    assert [each.is_running for each in steps if each.step is Step.TAKEN] == [False]
    assert not press(at_work, token)
    pass_concern_on(at_work.ledger, acting(CRISIS_LEAD), PASS, SOON)
    # What was passed on does not come back to them by an old message.
    assert not press(at_work, token)
    assert state_of(at_work).owner_id is None


def test_a_link_is_refused_when_forged_too_old_or_no_more_the_persons_own(
    at_work: Office,
) -> None:
    raised(at_work)
    cause_id = telling(at_work)
    token, of_head = (token_of(at_work, cause_id, each) for each in (CRISIS_LEAD, LEADER))
    forged = [token[:-3] + ("AAA" if token[-3:] != "AAA" else "BBB"), "", "a", "é" * 43, "!" * 43]
    assert all(refused(at_work, each) for each in forged)
    assert refused(at_work, token_of(at_work, given.example_id(1), CRISIS_LEAD))
    assert refused(at_work, token, given.NOW + timedelta(hours=24))
    shut = replace(at_work.ledger, reachable=all_but(CRISIS_LEAD))
    assert refused(at_work, token, ledger=shut)
    with pytest.raises(ConflictKept):
        raised(at_work, replace(WORRY, involved=(Involved.SCHOOL_LEADER,)))
    assert refused(at_work, of_head)
    taken(at_work, by=ADVISER)
    assert refused(at_work, token)


def test_whoever_has_the_post_no_more_acknowledges_nothing(at_work: Office) -> None:
    raised(at_work)
    token = token_of(at_work, telling(at_work), CRISIS_LEAD)
    (duty,) = at_work.ledger.access.duties_of(CRISIS_LEAD)
    know(
        at_work,
        DutyEnded(
            person_id=CRISIS_LEAD,
            duty_id=duty.duty_id,
            ended_on=given.TODAY - timedelta(days=1),
            reason=DutyEndReason.LEFT,
        ),
    )
    assert refused(at_work, token)


def test_a_link_is_refused_where_somebody_else_reads_by_now(at_work: Office) -> None:
    """Given a mailbox of the office, when the head who reads there is named as involved."""
    raised(at_work)
    token = token_of(at_work, telling(at_work), CRISIS_LEAD)

    def shared_with(whose: PersonId) -> Address:
        return lambda _by, each: "office" if each in (whose, CRISIS_LEAD) else str(each)

    assert refused(at_work, token, address=lambda _by, _each: None)
    assert refused(at_work, token, address=shared_with(ADVISER))
    outsider = PersonId(given.example_id(555))
    with pytest.raises(ConflictKept):
        raised(at_work, replace(WORRY, involved_ids=(outsider,)))
    assert refused(at_work, token, address=shared_with(outsider))
    assert press(at_work, token)


def further_told(office: Office, reach: Reachable) -> UUID:
    """Let people be told of a second, graver report; return the id of it."""
    raised_at(office, GRAVE)
    further = cause_of(office, ConcernRaised, GRAVE.case_id)
    ledger = replace(office.ledger, outlets=by_mail)
    react(ledger, introduce(ledger, office.opened.ledger_id, LATER), further, LATER, reach)
    return further.event_id


@pytest.mark.parametrize("is_told", [True, False])
def test_one_more_report_outruns_the_link_of_the_first_for_whoever_is_not_told_of_it(
    at_work: Office, is_told: bool
) -> None:
    raised(at_work)
    first = token_of(at_work, telling(at_work), CRISIS_LEAD)
    further_told(at_work, all_but() if is_told else all_but(CRISIS_LEAD))
    assert state_of(at_work).further.unanswered == {GRAVE.case_id}
    if is_told:
        assert press(at_work, first, LATER)
    else:
        assert refused(at_work, first, LATER, why=LinkOutrun)


def test_a_graver_report_that_came_since_is_taken_by_its_own_link_alone(at_work: Office) -> None:
    raised(at_work)
    first = token_of(at_work, telling(at_work), CRISIS_LEAD)
    taken(at_work)
    of_further = token_of(at_work, further_told(at_work, all_but()), CRISIS_LEAD)
    assert not press(at_work, first, LATER)
    assert press(at_work, of_further, LATER)
    assert cause_of(at_work, ConcernTaken).context.device == "link/email"


def test_a_hospital_acknowledges_by_link_the_referral_that_it_was_told_of(
    at_work: Office,
) -> None:
    raised(at_work)
    taken(at_work)
    issued(at_work)
    token = token_of(at_work, telling(at_work, ReferralIssued), LIAISON)
    assert press(at_work, token)
    assert cause_of(at_work, ReferralAcknowledged).fact == ReferralAcknowledged(
        case_id=CASE, child_id=given.CHILD, hospital_id=HOSPITAL, acknowledged_by=LIAISON
    )
    assert not press(at_work, token)


def test_a_report_of_harm_is_received_by_link(founded_ledger: FoundedLedger) -> None:
    office = reopen_office(founded_ledger(open_reporting))
    reported(office)
    (cause,) = [
        each
        for each in recorded_report(office.ledger, REPORT).history.recorded
        if isinstance(each.fact, HarmSuspected)
    ]
    ledger = replace(office.ledger, outlets=by_mail)
    actor = introduce(ledger, office.opened.ledger_id, given.NOW)
    react_to_report(ledger, actor, cause, given.NOW, all_but())
    token = token_of(office, cause.event_id, OTHER_OFFICER)
    assert press(office, token)
    assert not press(office, token)
    (said,) = [
        each
        for each in recorded_report(office.ledger, REPORT).history.recorded
        if isinstance(each.fact, ReportAcknowledged)
    ]
    assert (said.actor_id, said.context.device) == (OTHER_OFFICER, "link/email")
