"""Yellow cases of the week: a page of them, and one word a week to whoever answers for any.

Red and orange are told one by one, and never here. The word says that something waits, and no more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid5

from application.authorisation.permission import standings_of
from application.crisis.clocks.clock_rows import ClockRow
from application.crisis.delivery.alert_links import Leads
from application.crisis.delivery.delivering import Due, Message, Withheld, to_person
from application.crisis.desk.school_cases import YellowCase
from application.crisis.telling.outside import alerts_to
from application.crisis.telling.same_address import Address
from application.ports import Actor, Commit, Context, FollowUp, Ledger, StreamMoved
from application.reads.looking import Names, names_of
from application.reads.reading import Look, note_reading
from domain.access.table import Request as Asking
from domain.alerts.outside import words_of_week
from domain.alerts.weekly import TOLD_WEEKLY, WEEK, is_time_for_word, week_of
from domain.days import local_day
from domain.errors import Unavailable
from domain.reads.facts import Reading
from domain.shared import CaseId, PersonId, RequestId
from domain.staff.facts import OrganisationKind

FOLLOWER = "weekly/"
"""So begins the name under which it is kept up to which week somebody had word; permanent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThisWeek:
    """The yellow cases open to a person, the first raised first, and the step due next of each."""

    rows: tuple[YellowCase, ...]
    next_steps: Mapping[CaseId, ClockRow]
    names: Names


def this_week(ledger: Ledger, actor: Actor, now: datetime, *, read_id: UUID) -> ThisWeek:
    """Return the yellow cases open to a person; the reading is recorded first.

    Raises: NotPermitted, Unavailable.
    """
    access = standings_of(ledger, actor, now).require_reading(Asking.LIST_CASES)
    person_id, on = actor.person_id, local_day(now)
    rows = ledger.health.yellow(person_id, on)
    look = Look(read_id=read_id, actor=actor, now=now, what=Reading.HEALTH_DESK, access=access)
    note_reading(ledger, look, list(dict.fromkeys(each.child_id for each in rows)))
    running = ledger.clocks.of_cases(person_id, [each.case_id for each in rows], on)
    owners = {each.owner_id for each in rows if each.owner_id}
    places = {each.place_id for each in rows}
    return ThisWeek(
        rows=rows,
        next_steps={case_id: found[0] for case_id, found in running.items() if found},
        names=names_of(ledger, owners, places),
    )


@dataclass(slots=True)
class WeeklyWord:
    """The part of one process: who is done with in a week, whether they had word or none."""

    week: int = 0
    settled: set[PersonId] = field(default_factory=set)

    def tell(self, ledger: Ledger, actor: Actor, now: datetime) -> int:
        """Give word to everybody who answers for a yellow case, and return to how many.

        Of each person it is asked once a week: also that they had no word is kept, in the one
        commit that wakes their screen and queues what goes out. Nobody has none for the week as
        long as the cases do not tell all, and whoever cannot sign in yet is asked of later.

        Raises: Unavailable, also where the cases are far behind; what was told stays told, and the
        rest follows.
        """
        if not _is_time(ledger, now):
            return 0
        on = local_day(now)
        if self.week != week_of(on):
            self.week, self.settled = week_of(on), set()
        # Asked before the cases are: they know only more by then.
        tells_all = ledger.health.cases_behind() == 0
        told = 0
        for each in answering(ledger, on):
            if each in self.settled or not (tells_all or ledger.health.yellow(each, on)):
                continue
            told += _told(ledger, actor, each, now)
            self.settled.add(each)
        if not (tells_all or ledger.health.is_near()):
            raise Unavailable("busy")
        return told


def answering(ledger: Ledger, on: date) -> tuple[PersonId, ...]:
    """Return who answers for cases at a school, or is on duty for a county, and can sign in."""
    places = ledger.directory.of_kind(OrganisationKind.SCHOOL, OrganisationKind.COUNTY_OFFICE)
    posts = ledger.access.posts_at([each.organisation_id for each in places], on)
    people = {each.person_id for each in posts if each.role in TOLD_WEEKLY}
    return tuple(sorted(ledger.reachable(people)))


def weekly_matter(person_id: PersonId) -> CaseId:
    """Return by which name messages and screens call somebody's week: it is no case."""
    return CaseId(uuid5(person_id, "weekly"))


def weekly_message(
    ledger: Ledger, address: Address, due: Due, leads: Leads, now: datetime
) -> Message | Withheld | None:
    """Return what is to be sent of a week, or why nothing is; None for other messages.

    Raises: Unreadable; Unavailable.
    """
    if due.case_id != weekly_matter(due.person_id):
        return None
    if due.waited >= WEEK:
        return Withheld.OVER
    if not ledger.health.yellow(due.person_id, local_day(now)):
        return Withheld.DONE
    return to_person(ledger, address, due, words_of_week(leads.desk))


def _is_time(ledger: Ledger, now: datetime) -> bool:
    return is_time_for_word(now, ledger.clocks.calendar, ledger.rules.on_call.week_told_hour)


def _told(ledger: Ledger, actor: Actor, person_id: PersonId, now: datetime) -> bool:
    """Give word to one person, unless it was, or nothing waits; return whether they had it now."""
    on = local_day(now)
    cause_id = uuid5(person_id, f"weekly/{week_of(on)}")
    waits = ledger.health.yellow(person_id, on)
    people = [person_id] if waits else []
    matter = weekly_matter(person_id)
    alerts = alerts_to(ledger, cause_id, matter, people, None, shared_is_closed=True)
    commit = Commit(
        facts=(),
        expected={},
        request_id=RequestId(cause_id),
        actor_id=actor.person_id,
        recorded_at=now,
        context=Context(rules=ledger.rules.version),
        follows=FollowUp(follower=f"{FOLLOWER}{person_id}", position=week_of(on), alerts=alerts),
    )
    try:
        ledger.log.append(commit)
    except StreamMoved:
        return False  # They had it, or another process gave it meanwhile.
    return bool(waits)
