"""Who may agree has word of a proposal, once, and by a message that says nothing but by day."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

import pytest

from application.crisis.delivery.alert_links import Leads
from application.crisis.delivery.delivering import Due, Message, Withheld, message_for
from application.crisis.desk.agreeing import Agreement, AgreementKind
from application.crisis.desk.duty_desk import duty_desk
from application.crisis.telling.followers import WAITING, waiting_at
from application.crisis.telling.outside_rows import delivery_of
from application.crisis.telling.word_reactions import react_to_proposal
from application.ports import StreamMoved
from domain.alerts.escalating import told_before
from domain.alerts.outside import Channel
from domain.alerts.word_facts import SecondPersonTold
from domain.errors import NotPermitted, Unavailable
from domain.referrals.facts import Situation
from domain.referrals.school.pause_facts import PauseProposed
from domain.shared import PersonId
from domain.staff.facts import Role
from tests import examples as given
from tests.application.casework import CASE, WORRY
from tests.application.crisis.clocks.test_pauses import at_hospital
from tests.application.crisis.delivery.test_looked_up_when_sent import book
from tests.application.crisis.telling.test_escalating import follow, machine
from tests.application.outside import LINK, queued, sending
from tests.application.pauses import PAUSE, agreed, declined, proposed
from tests.application.telling import alerts, all_but, cause_of, employ, history_of, repeated
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER, LIAISON
from tests.engines import FoundedLedger
from tests.office import Office, acting

PSYCHOLOGIST = PersonId(given.example_id(994))


def words(office: Office) -> list[SecondPersonTold]:
    facts = (each.fact for each in history_of(office).recorded)
    return [each for each in facts if isinstance(each, SecondPersonTold)]


def said(office: Office, *people: PersonId) -> SecondPersonTold:
    return SecondPersonTold(
        case_id=CASE,
        child_id=given.CHILD,
        cause_id=cause_of(office, PauseProposed).event_id,
        told_ids=people,
    )


def waiting(office: Office, to: PersonId) -> Due:
    cause = cause_of(office, PauseProposed)
    return Due(
        delivery_id=delivery_of(cause.event_id, to, Channel.EMAIL),
        channel=Channel.EMAIL,
        person_id=to,
        case_id=CASE,
        minutes=0,
        tries=0,
        waited=given.NOW - given.NOW,
    )


def sent(office: Office, to: PersonId) -> Message | Withheld:
    ledger = replace(office.ledger, reachable=all_but())
    return message_for(ledger, book(), waiting(office, to), Leads(LINK), given.NOW)


def test_the_nearest_who_may_agree_has_word_once_and_escalation_passes_nobody_over_for_it(
    founded_ledger: FoundedLedger,
) -> None:
    office = sending(at_hospital(founded_ledger))
    follow(office, 0)
    before = told_before(alerts(office))
    proposed(office)
    follow(office, 0)
    follow(office, 0)
    # At the school only the crisis lead could agree, who proposed it.
    assert words(office) == [said(office, DUTY_OFFICER)]
    assert told_before(alerts(office)) == before
    message = waiting(office, DUTY_OFFICER)
    assert (message.delivery_id, DUTY_OFFICER, "email", 0) in queued(office)
    found = sent(office, DUTY_OFFICER)
    assert isinstance(found, Message)
    assert (found.words.chinese, found.words.link) == ("有新的待办·请在工作时间内处理", LINK)
    agreed(office)
    assert sent(office, DUTY_OFFICER) is Withheld.DONE


def test_whoever_is_near_is_asked_and_what_was_settled_before_asks_nobody(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = at_hospital(founded_on_sqlite)
    employ(office, PSYCHOLOGIST, Role.PSYCHOLOGY_TEACHER, given.SCHOOL)
    assert office.opened.projector.catch_up(wait_ms=5_000)
    proposed(office)
    cause = cause_of(office, PauseProposed)
    follow(office, 0)
    assert words(office) == [said(office, PSYCHOLOGIST)]
    # Another process that reads it later finds it done.
    with pytest.raises(StreamMoved):
        react_to_proposal(office.ledger, machine(office), cause, given.NOW, all_but())
    assert len(words(office)) == 1


def test_a_proposal_that_was_declined_meanwhile_asks_nobody(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = at_hospital(founded_on_sqlite)
    proposed(office)
    declined(office, by=CRISIS_LEAD)
    follow(office, 0)
    assert words(office) == []


def test_what_cannot_be_asked_for_now_waits_and_holds_up_nobody(
    founded_on_sqlite: FoundedLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = at_hospital(founded_on_sqlite)
    follow(office, 0)
    proposed(office)
    cause = cause_of(office, PauseProposed)

    def fail(*_args: object) -> object:
        raise Unavailable("busy")

    with monkeypatch.context() as away:
        away.setattr(type(office.ledger.access), "posts_at", fail)
        react_to_proposal(office.ledger, machine(office), cause, given.NOW, all_but())
    assert office.opened.recorder.unmoved(WAITING) == [waiting_at(cause.position)]
    assert words(office) == []
    follow(office, 1)
    assert words(office) == [said(office, DUTY_OFFICER)]
    assert office.opened.recorder.unmoved(WAITING) == []


def test_where_nobody_can_be_told_that_stands_in_the_case(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = at_hospital(founded_on_sqlite)
    follow(office, 0)
    proposed(office)
    cause, nobody = cause_of(office, PauseProposed), all_but(DUTY_OFFICER)
    react_to_proposal(office.ledger, machine(office), cause, given.NOW, nobody)
    assert words(office) == [said(office)]


def list_of(office: Office, person: PersonId) -> Sequence[Agreement]:
    """Return what the person's desk says that waits for them, of cases alone."""
    assert office.opened.projector.catch_up(wait_ms=10_000)
    desk = duty_desk(office.ledger, acting(person), given.NOW, read_id=uuid4())
    assert (desk.waiting_for_me.reports, desk.waiting_for_me.rule_sets) == (0, ())
    return desk.waiting_for_me.of_cases


def test_the_desk_lists_what_waits_for_a_person_and_nothing_else(
    founded_ledger: FoundedLedger,
) -> None:
    office = at_hospital(founded_ledger)
    assert list_of(office, DUTY_OFFICER) == ()
    proposed(office)
    waits = Agreement(
        kind=AgreementKind.PAUSE,
        case_id=CASE,
        child_id=given.CHILD,
        proposal_id=PAUSE,
        since=given.NOW,
    )
    assert list_of(office, DUTY_OFFICER) == (waits,)
    # Whoever proposed it agrees to nothing, nor the adviser or the hospital.
    assert [list_of(office, each) for each in (CRISIS_LEAD, ADVISER, LIAISON)] == [()] * 3
    with pytest.raises(NotPermitted):
        list_of(office, given.TEACHER)
    involved = replace(WORRY, situation=Situation.LIFE_IN_DANGER, involved_ids=(DUTY_OFFICER,))
    repeated(office, involved)
    assert list_of(office, DUTY_OFFICER) == ()
