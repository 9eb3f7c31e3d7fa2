"""What an office learns of a child in acute danger whose family refuses help for it.

It is which child, since when, and whom to call: no word of the worry, nothing else of the case. It
ends when somebody of the family agrees, the child is brought to a hospital, the level falls, the
case is over, or whoever reads holds no such post or is kept out; which of these nobody is told.
"""

from dataclasses import dataclass
from datetime import datetime

from application.authorisation.fresh_factor import has_fresh_factor
from application.authorisation.permission import Standings, standings_of
from application.crisis.cases.cases import OpenCase, open_case
from application.crisis.cases.since_raised import since_raised
from application.crisis.reading.case_reading import AskedCase, note_look
from application.crisis.telling.refusals import Offices, offices_of, refusal_told, refused_since
from application.ports import Ledger, Unreadable
from application.rows import OrganisationRow
from domain.access.table import Request as Asking
from domain.access.table import Standing
from domain.days import local_day
from domain.errors import NotFound, RecordDamaged, Unavailable
from domain.reads.facts import Reading
from domain.referrals.family.guardian_facts import ConsentRefused
from domain.shared import CaseId, ChildId
from domain.staff.facts import OrganisationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalNotice:
    """Which child it is and since when its family refuses; `name` is None where nobody knows it.

    `by_guardian` tells whether a guardian said so or somebody else of the family. `owner` answers
    for the case by now, None where nobody does; `places` are those to call, the nearest first.
    """

    case_id: CaseId
    name: str | None
    refused_at: datetime
    by_guardian: bool
    owner: str | None
    places: tuple[OrganisationRow, ...]


def refusal_notice(ledger: Ledger, asked: AskedCase) -> RefusalNotice:
    """Return what an office learns of one refusal; the reading is recorded first.

    Raises: NotPermitted for whoever holds no such post; NotFound for whoever was not told, or may
    not know of it any more; Unavailable; Unreadable.
    """
    standings, case, refused, offices = _standings(ledger, asked)
    access = standings.require_reading(Asking.READ_REFUSAL_NOTICE)
    child_id = ChildId(case.concern.child_id)
    note_look(ledger, asked, Reading.REFUSAL_NOTICE, access, [child_id])
    pupil = since_raised(ledger, case, asked.now, for_hospital=True).pupil
    owner_id = case.state.owner_id
    return RefusalNotice(
        case_id=asked.case_id,
        name=pupil.renamed.name if pupil.renamed else pupil.name,
        refused_at=refused.refused_at,
        by_guardian=refused.is_guardian,
        owner=ledger.directory.names((owner_id,)).get(owner_id) if owner_id else None,
        places=_to_call(ledger, case, offices, asked.now),
    )


def _standings(
    ledger: Ledger, asked: AskedCase
) -> tuple[Standings, OpenCase, ConsentRefused, Offices]:
    """Return the standing of an office that was told, the case, and the refusal.

    Raises: NotPermitted; NotFound, whatever the reason; Unavailable; Unreadable.
    """
    actor, now = asked.actor, asked.now
    standings_of(ledger, actor, now).require(Asking.READ_REFUSAL_NOTICE)
    try:
        case = open_case(ledger, asked.case_id)
        cause, told = refused_since(case), refusal_told(case, actor.person_id)
    except NotFound:
        raise NotFound("refusal_notice_over") from None
    if cause is None or told is None or not isinstance(cause.fact, ConsentRefused):
        raise NotFound("refusal_notice_over")
    offices = _offices(ledger, case, asked)
    posts = offices.of(actor.person_id)
    if not posts:
        raise NotFound("refusal_notice_over")
    standings = Standings(
        actor=actor,
        held=frozenset(Standing(each.role.value) for each in posts),
        duties=ledger.access.duties_of(actor.person_id),
        factor_is_fresh=has_fresh_factor(actor, now, ledger.rules),
        asked_by=frozenset(each.duty_id for each in posts),
    )
    return standings, case, cause.fact, offices


def _offices(ledger: Ledger, case: OpenCase, asked: AskedCase) -> Offices:
    try:
        return offices_of(ledger, case, asked.now)
    except (Unreadable, RecordDamaged):
        # Nobody knows whom it names.
        raise NotFound("refusal_notice_over") from None


def _to_call(
    ledger: Ledger, case: OpenCase, offices: Offices, now: datetime
) -> tuple[OrganisationRow, ...]:
    """Return the school of the case and what stands above it, where it has a number to call.

    Nobody calls where somebody in post may be involved: they might answer.
    """
    try:
        rows = ledger.directory.organisations_among(case.chain).values()
        posts = ledger.access.posts_at(case.chain, local_day(now))
    except Unavailable:
        return ()
    shut = {each.organisation_id for each in posts if each.person_id in offices.kept_out}
    order = [*OrganisationKind]
    found = (each for each in rows if each.duty_telephone and each.organisation_id not in shut)
    return tuple(sorted(found, key=lambda each: (-order.index(each.kind), each.name)))
