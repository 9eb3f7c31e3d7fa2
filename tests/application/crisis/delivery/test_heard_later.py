"""Who overhears is asked again at the press of a link, and of each report by all that is open."""

from dataclasses import replace
from uuid import UUID

import pytest

from application.crisis.delivery.alert_links import LinkRefused, acknowledge_by_link
from application.crisis.reactions import react
from application.crisis.telling.outside_rows import delivery_of
from application.crisis.telling.overheard import asks_somebody
from application.reporting.outside import standing_of_report
from application.staffing.reactions import introduce
from domain.alerts.outside import Channel
from domain.referrals.facts import ConcernRaised, Involved
from domain.reporting.facts import Suspect
from tests import examples as given
from tests.application.casework import WORRY, raised, reopen_casework
from tests.application.crisis.telling.test_overheard import sending
from tests.application.reporting.reporting import open_reporting, reported
from tests.application.telling import all_but, cause_of, repeated
from tests.case_examples import CONCERN, PASSED_ON
from tests.crisis import CRISIS_LEAD
from tests.engines import FoundedLedger
from tests.office import Office, reopen_office
from tests.report_examples import HARM, REPORT
from tests.return_examples import APPEALED, PLANNED


def token_of(office: Office, cause_id: UUID) -> str:
    links = office.opened.ways_out.links
    return links.token_of(delivery_of(cause_id, CRISIS_LEAD, Channel.SMS))


def test_a_link_that_lies_on_the_telephone_of_a_carer_who_is_named_since_takes_nothing(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = reopen_casework(founded_on_sqlite)
    raised(office)
    ledger = sending(office, CRISIS_LEAD)
    cause = cause_of(office, ConcernRaised)
    actor = introduce(ledger, office.opened.ledger_id, given.NOW)
    react(ledger, actor, cause, given.NOW, all_but())
    repeated(office, replace(WORRY, involved=(Involved.CARER,)))
    token, links = token_of(office, cause.event_id), office.opened.ways_out.links
    with pytest.raises(LinkRefused):
        acknowledge_by_link(ledger, links, ledger.addresses, token, given.NOW)
    own = sending(office)
    assert acknowledge_by_link(own, links, own.addresses, token, given.NOW)


def test_of_a_report_the_family_must_not_hear_where_an_open_case_of_the_child_names_it(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = reopen_office(founded_on_sqlite(open_reporting))
    reported(office, replace(HARM, suspects=(Suspect.TEACHER,)))
    assert standing_of_report(office.ledger, REPORT, given.NOW).kinds == {Involved.TEACHER}
    raised(office, replace(WORRY, involved=(Involved.GUARDIAN,)))
    office.ledger.catch_up()
    kinds = {Involved.TEACHER, Involved.GUARDIAN}
    assert standing_of_report(office.ledger, REPORT, given.NOW).kinds == kinds


def test_for_news_that_asks_nobody_to_act_at_once_nobody_else_is_told() -> None:
    assert asks_somebody(CONCERN)
    assert asks_somebody(PASSED_ON)
    assert not any(map(asks_somebody, (PLANNED, APPEALED)))
