"""Requests about a body's officer without an account: named for one report, let in, ended."""

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5

from application.authorisation.permission import Standings
from application.outsiders.entering import CODE_LENGTH, Given, Keys, Opening, Tried
from application.outsiders.links import (
    DEVICES,
    Digest,
    Door,
    Link,
    code_digest,
    door_of,
    is_their_browser,
    read_kept,
    token_of,
)
from application.ports import Actor, History, Ledger, Receipt
from application.reads.looking import Names
from application.recording import Decision
from application.reporting.permitted import Reporting, answering_for, record_permitted
from application.reporting.recorded import (
    OpenReport,
    open_report,
    recorded_report,
    report_state,
    reporting_stream,
)
from application.reporting.reports import standings_in
from domain.access.table import Request as Asking
from domain.access.table import Standing
from domain.codelists import Body
from domain.errors import NotFound
from domain.reporting import officers as rules
from domain.reporting.facts import ReceiptConfirmed
from domain.reporting.officer_state import NameOfficer, OutsideOfficer, open_officers
from domain.reporting.state import ReportState
from domain.shared import CallId, PersonId, ReportId

LETS = frozenset({Asking.READ_TOLD_REPORT, Asking.ANSWER_TOLD_REPORT})
"""All that the link opens, of one report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamingOfficer:
    """Who is named, of which body, under an id that the form was drawn with."""

    report_id: ReportId
    naming_id: UUID
    body: Body
    name: str
    function: str
    phone: str


def name_officer(ledger: Ledger, asked: Reporting, keys: Keys, naming: NamingOfficer) -> Given:
    """Let somebody of a body read the report; whoever of it could before by a link no more can.

    Raises: as `standings_for_report` and the rule.
    """
    # Made from what the form was drawn with, and apart from the ids of people.
    officer_id = PersonId(uuid5(naming.report_id, f"outside/{naming.naming_id}"))
    code, report_id = keys.code(CODE_LENGTH), naming.report_id
    request = NameOfficer(
        report_id=report_id,
        officer_id=officer_id,
        body=naming.body,
        name=naming.name,
        function=naming.function,
        phone=naming.phone,
    )
    receipt = record_permitted(
        ledger,
        asked,
        (report_id, officer_id),
        lambda: answering_for(ledger, asked, report_id),
        lambda state: rules.name_officer(
            state,
            request,
            by=asked.actor.person_id,
            code_digest=code_digest(keys.digest, Door.REPORT, officer_id, code),
            now=asked.now,
            rules=ledger.rules,
        ),
    )
    token = token_of(keys.digest, Link(Door.REPORT, report_id, officer_id))
    return Given(token=token, code=code if receipt.fresh else None)


def end_officer(
    ledger: Ledger, asked: Reporting, report_id: ReportId, officer_id: PersonId
) -> Receipt:
    """Let a link open nothing any more, for whoever answers for the report."""
    return record_permitted(
        ledger,
        asked,
        (report_id, uuid5(officer_id, "ended")),
        lambda: answering_for(ledger, asked, report_id),
        lambda state: rules.end_officer(state, officer_id, by=asked.actor.person_id),
    )


def _enter(history: History, link: Link, tried: Tried) -> Decision:
    return rules.enter(
        report_state(history, ReportId(link.matter_id)),
        link.person_id,
        code_digest=tried.code_digest,
        browser_digest=tried.browser_digest,
        now=tried.now,
        rules=tried.rules,
    )


def _is_right(history: History, link: Link, code: str) -> bool:
    found = report_state(history, ReportId(link.matter_id)).officers.get(link.person_id)
    return found is not None and found.is_right(code)


def _is_barred(ledger: Ledger, link: Link, now: datetime) -> bool:
    report = open_report(ledger, ReportId(link.matter_id))
    found = report.state.officers.get(link.person_id)
    return found is not None and _is_kept_out(ledger, report, found.named.named_by, now)


TO_REPORT = Opening(
    stream=lambda report_id: reporting_stream(ReportId(report_id)),
    standing=Standing.OUTSIDE_OFFICER,
    is_right=_is_right,
    enter=_enter,
    is_barred=_is_barred,
)


def officer_of(
    ledger: Ledger,
    digest: Digest,
    report_id: ReportId,
    kept: str,
    now: datetime,
    *,
    also_closed: bool = False,
) -> Actor | None:
    """Return who came in to a report with this browser, None for nobody.

    With `also_closed` also to one that was closed meanwhile: what they say of it is still taken.
    Nobody while whoever let them in is kept out.

    Raises: Unreadable; Unavailable.
    """
    said = read_kept(kept)
    if said is None:
        return None
    officer_id, secret = said
    try:
        state = recorded_report(ledger, report_id).state
    except NotFound:
        return None
    acting = rules.answering_for_body if also_closed else rules.acting
    found = acting(state, officer_id, now)
    if found is None or not is_their_browser(digest, Door.REPORT, officer_id, found, secret):
        return None
    if _is_barred(ledger, Link(Door.REPORT, report_id, officer_id), now):
        return None
    return Actor(person_id=officer_id, device=DEVICES[Door.REPORT], scopes=LETS)


def standings_of_officer(
    ledger: Ledger,
    actor: Actor,
    report_id: ReportId,
    now: datetime,
    *,
    also_closed: bool = False,
) -> tuple[Standings, OpenReport, OutsideOfficer]:
    """Return in what capacity somebody asks who came in by a link, the report, and who they are.

    Whoever gave the link may be suspected by now: then it opens nothing.

    Raises: NotFound; Unavailable, Unreadable.
    """
    report = open_report(ledger, report_id)
    officer = None
    if door_of(actor) is Door.REPORT:
        acting = rules.answering_for_body if also_closed else rules.acting
        officer = acting(report.state, actor.person_id, now)
    if officer is None or _is_kept_out(ledger, report, officer.named.named_by, now):
        raise NotFound("report_not_found")
    held = frozenset({Standing.OUTSIDE_OFFICER})
    return Standings(actor=actor, held=held, duties=()), report, officer


def is_open_to(ledger: Ledger, actor: Actor, report_id: ReportId, now: datetime) -> bool:
    """Return whether the link by which somebody came in opens the report still."""
    try:
        standings_of_officer(ledger, actor, report_id, now)
    except NotFound:
        return False
    return True


def open_links(ledger: Ledger, report_id: ReportId, now: datetime) -> tuple[OutsideOfficer, ...]:
    """Return the officers whose link opens the report now. Raises: NotFound, Unavailable."""
    report = open_report(ledger, report_id)
    found = open_officers(report.state.officers, now)
    return tuple(
        each for each in found if not _is_kept_out(ledger, report, each.named.named_by, now)
    )


def with_officers(names: Names, state: ReportState, people: Set[PersonId]) -> Names:
    """Return names with those of officers without account among `people`, as said when named."""
    known = {
        officer_id: f"{each.named.name}（{each.named.function}）"
        for officer_id, each in state.officers.items()
        if officer_id in people
    }
    return replace(names, people={**names.people, **known}) if known else names


def numbered_by_officers(report: OpenReport) -> frozenset[CallId]:
    """Return the calls whose number an officer of the body told gave by a link, as it stands."""
    last = {
        each.fact.call_id: each.context.device == DEVICES[Door.REPORT]
        for each in report.history.recorded
        if isinstance(each.fact, ReceiptConfirmed)
    }
    return frozenset(call_id for call_id, is_theirs in last.items() if is_theirs)


def officer_named(ledger: Ledger, report_id: ReportId, officer_id: PersonId) -> str | None:
    """Return name and office of an officer without account, None for nobody of the report.

    Raises: Unreadable.
    """
    try:
        state = recorded_report(ledger, report_id).state
    except NotFound:
        return None
    found = state.officers.get(officer_id)
    return f"{found.named.name}（{found.named.function}）" if found else None


def _is_kept_out(ledger: Ledger, report: OpenReport, giver: PersonId, now: datetime) -> bool:
    return standings_in(ledger, Actor(person_id=giver), report, now).is_recused
