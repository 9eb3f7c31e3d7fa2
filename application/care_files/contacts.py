"""What the visits to and talks with a child amount to, each as last corrected."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.days import local_day
from domain.shared import PersonId
from domain.visits.facts import (
    HomeVisit,
    HomeVisitCorrected,
    HomeVisitLogged,
    Need,
    Outcome,
    Talk,
    TalkCorrected,
    TalkLogged,
)
from domain.visits.state import ContactRecord, VisitsState


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """The last home visit and talk, tried or done, and the needs mentioned at them."""

    last_visit: HomeVisit | None
    last_visit_done_on: date | None
    last_talk: Talk | None
    last_talk_done_on: date | None
    needs: tuple[tuple[Need, date], ...]


def contacts_of(state: VisitsState) -> Contacts:
    """Return what the visits and talks of one child amount to, each as last corrected."""
    visits = sorted(map(visit_now, state.visits.values()), key=lambda each: each.started_at)
    talks = sorted(map(talk_now, state.talks.values()), key=lambda each: each.started_at)
    return Contacts(
        last_visit=visits[-1] if visits else None,
        last_visit_done_on=_last_done_on(visits),
        last_talk=talks[-1] if talks else None,
        last_talk_done_on=_last_done_on(talks),
        needs=_needs(visits[-1:], talks[-1:]),
    )


def maker_of(contact: HomeVisit | Talk) -> PersonId:
    """Return who made a visit or talk, whoever entered it."""
    return contact.visited_by if isinstance(contact, HomeVisit) else contact.talked_by


def visit_now(record: ContactRecord) -> HomeVisit:
    """Return a visit as it was last corrected, or as it was logged."""
    facts = [each for said in (*record.corrections.values(), record.logged) for each in said]
    corrected = [each.visit for each in facts if isinstance(each, HomeVisitCorrected)]
    logged = [each.visit for each in facts if isinstance(each, HomeVisitLogged)]
    return corrected[-1] if corrected else logged[0]


def talk_now(record: ContactRecord) -> Talk:
    """Return a talk as it was last corrected, or as it was logged."""
    facts = [each for said in (*record.corrections.values(), record.logged) for each in said]
    corrected = [each.talk for each in facts if isinstance(each, TalkCorrected)]
    logged = [each.talk for each in facts if isinstance(each, TalkLogged)]
    return corrected[-1] if corrected else logged[0]


def _last_done_on(contacts: Iterable[HomeVisit | Talk]) -> date | None:
    done = [local_day(each.started_at) for each in contacts if each.outcome is Outcome.DONE]
    return done[-1] if done else None


def _needs(*latest: Iterable[HomeVisit | Talk]) -> tuple[tuple[Need, date], ...]:
    return tuple(
        (need, local_day(contact.started_at))
        for contacts in latest
        for contact in contacts
        for need in contact.needs
    )
