"""Requests about duties that one person proposes and another approves."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from application.authentication.api_tokens import issuers
from application.authorisation.permission import Standings, permit, standings_of
from application.authorisation.places import permit_for_place
from application.authorisation.reach import Reach, reach_of, reach_within
from application.ports import Actor, History, Ledger, Receipt, Unreadable
from application.recording import Decision, Request, record
from application.rows import DutyRow, OrganisationRow
from application.staffing.duty_rows import OnePage, ProposalRow, page_of
from application.states import accounts_stream, staff_now, staff_state, staff_stream
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import DomainError, NotFound, RecordDamaged
from domain.shared import Erased, PersonId, Stream
from domain.staff import proposing as rules
from domain.staff.apart import signs_as
from domain.staff.facts import DutyProposed, Role
from domain.staff.giving import Places
from domain.staff.machines import require_other_than_issuer
from domain.staff.proposal_days import open_since
from domain.staff.proposing import Signatory
from domain.staff.state import NO_STAFF, ApproveDuty, DeclineDuty, ProposeDuty


def propose_duty(ledger: Ledger, actor: Actor, request: ProposeDuty, now: datetime) -> Receipt:
    """Record the proposal that a person hold a role; another person has to approve it."""
    context = permit_for_place(ledger, actor, Asking.PROPOSE_DUTY, request.organisation_id, now)
    asked = Request(request_id=request.duty_id, actor=actor, now=now, context=context)
    today = local_day(now)

    def decide(history: History) -> Decision:
        state = staff_state(history, request.person_id)
        if request.duty_id not in state.proposed:
            require_other_than_issuer(actor.person_id, issuers(history, request.person_id, today))
        return rules.propose_duty(
            state,
            request,
            by=_signatory(history, asked),
            places=_places(history, request),
            today=today,
            rules=ledger.rules,
        )

    return record(ledger, asked, _subjects(actor, request), decide)


def approve_duty(ledger: Ledger, actor: Actor, request: ApproveDuty, now: datetime) -> Receipt:
    """Give the duty that another person proposed."""
    permit(ledger, actor, Asking.APPROVE_DUTY, now)
    proposal = _proposed(ledger, request)
    context = permit_for_place(ledger, actor, Asking.APPROVE_DUTY, proposal.organisation_id, now)
    asked = Request(
        request_id=uuid5(request.duty_id, "approve"), actor=actor, now=now, context=context
    )
    streams = _approving_streams(actor, proposal)
    return record(ledger, asked, streams, _approving(ledger, asked, request, proposal))


def refusal_of_approval(
    ledger: Ledger, actor: Actor, row: ProposalRow, now: datetime
) -> DomainError | None:
    """Return why approving a proposal would be refused, None where it would be given.

    It is decided as it would be, but for the second factor, which is asked for only then.
    """
    request = ApproveDuty(person_id=row.person_id, duty_id=row.duty_id)
    having_shown = replace(actor, factor_at=now)
    asking, place = Asking.APPROVE_DUTY, row.organisation_id
    try:
        context = permit_for_place(ledger, having_shown, asking, place, now)
        proposal = _proposed(ledger, request)
        history = ledger.log.load(_approving_streams(actor, proposal))
        if isinstance(history, Erased):
            return NotFound("erased")
        asked = Request(request_id=row.duty_id, actor=actor, now=now, context=context)
        _approving(ledger, asked, request, proposal)(history)
    except DomainError as refusal:
        return refusal
    except Unreadable:
        return RecordDamaged("unreadable")
    return None


def _approving(
    ledger: Ledger, asked: Request, request: ApproveDuty, proposal: DutyProposed
) -> Callable[[History], Decision]:
    by_id, today = asked.actor.person_id, local_day(asked.now)

    def decide(history: History) -> Decision:
        state, by = staff_state(history, request.person_id), _signatory(history, asked)
        proposer = staff_state(history, proposal.proposed_by)
        if request.duty_id not in state.decided:
            require_other_than_issuer(by_id, issuers(history, request.person_id, today))
        rules.require_still_signed(state, request.duty_id, proposer, by=by, today=today)
        return rules.approve_duty(
            state,
            request,
            by=by,
            places=_places(history, proposal),
            today=today,
            rules=ledger.rules,
        )

    return decide


def _approving_streams(actor: Actor, proposal: DutyProposed) -> list[Stream]:
    streams = [*_subjects(actor, proposal), staff_stream(proposal.proposed_by)]
    return list(dict.fromkeys(streams))


def decline_duty(ledger: Ledger, actor: Actor, request: DeclineDuty, now: datetime) -> Receipt:
    """Do not give what was proposed; who proposed it may take it back without more."""
    if not standings_of(ledger, actor, now).allow(Asking.PROPOSE_DUTY):
        permit(ledger, actor, Asking.APPROVE_DUTY, now)
    proposal = _proposed(ledger, request)
    own = actor.person_id == proposal.proposed_by
    asking = Asking.PROPOSE_DUTY if own else Asking.APPROVE_DUTY
    context = permit_for_place(ledger, actor, asking, proposal.organisation_id, now)
    return record(
        ledger,
        Request(
            request_id=uuid5(request.duty_id, "decline"), actor=actor, now=now, context=context
        ),
        [staff_stream(request.person_id)],
        lambda history: rules.decline_duty(
            staff_state(history, request.person_id), request, by=actor.person_id
        ),
    )


def proposals(
    ledger: Ledger, actor: Actor, now: datetime, cursor: str | None = None
) -> OnePage[ProposalRow]:
    """Return a page of what waits where the person may propose or approve, the oldest first.

    Raises: NotPermitted for whoever may do neither; Invalid for the cursor; Unavailable.
    """
    return page_of(
        all_proposals(ledger, actor, now),
        # The order of the log is that of a list: whoever checks it has the sheet beside them.
        lambda row: (row.proposed_on, UUID(int=row.position)),
        cursor=cursor,
        size=ledger.rules.page_size,
    )


def all_proposals(ledger: Ledger, actor: Actor, now: datetime) -> tuple[ProposalRow, ...]:
    """Return all that waits where the person may propose or approve, the oldest first."""
    reach = reach_of(ledger, actor, (Asking.APPROVE_DUTY, Asking.PROPOSE_DUTY), now)
    return ledger.access.proposals_under(reach, open_since(local_day(now), ledger.rules))


def proposals_for(ledger: Ledger, person_id: PersonId, now: datetime) -> tuple[ProposalRow, ...]:
    """Return what is proposed for one person, for whoever was let see the person."""
    return ledger.access.proposals_of(person_id, open_since(local_day(now), ledger.rules))


def ending_duties(
    ledger: Ledger, actor: Actor, now: datetime, cursor: str | None = None
) -> OnePage[DutyRow]:
    """Return a page of the duties that end soon and the person may propose anew, soonest first.

    Raises: NotPermitted for whoever may propose none; Invalid for the cursor; Unavailable.
    """
    reach = reach_of(ledger, actor, (Asking.PROPOSE_DUTY,), now)
    today = local_day(now)
    last = today + timedelta(days=ledger.rules.ending_soon_days)
    return page_of(
        ledger.access.duties_ending(reach, today, last, open_since(today, ledger.rules)),
        lambda row: (row.to_on or last, row.duty_id),
        cursor=cursor,
        size=ledger.rules.page_size,
    )


def places_for(
    ledger: Ledger, standings: Standings, askings: Sequence[Asking], now: datetime
) -> tuple[tuple[OrganisationRow, ...], ...]:
    """Return for each request the organisations at which it is allowed, parents first."""
    allowed = [standings.allow(each) for each in askings]
    found = ledger.directory.organisations() if any(allowed) else ()
    return tuple(
        _under(found, reach_within(ledger, standings, (asking,), now)) if is_allowed else ()
        for asking, is_allowed in zip(askings, allowed, strict=True)
    )


def _under(found: tuple[OrganisationRow, ...], reach: Reach) -> tuple[OrganisationRow, ...]:
    if reach is None:
        return found
    within = set(reach)
    # Parents come first, so that one pass finds all that stands below.
    for each in found:
        if each.parent_id in within:
            within.add(each.organisation_id)
    return tuple(each for each in found if each.organisation_id in within)


def _proposed(ledger: Ledger, request: ApproveDuty | DeclineDuty) -> DutyProposed:
    found = staff_now(ledger, request.person_id).proposed.get(request.duty_id)
    if found is None:
        raise NotFound("proposal_not_found")
    return found


def _subjects(actor: Actor, asked: ProposeDuty | DutyProposed) -> list[Stream]:
    employer = () if asked.employer_id is None else (asked.employer_id,)
    subjects = {asked.person_id, actor.person_id, asked.organisation_id, *employer}
    return [*(staff_stream(each) for each in sorted(subjects)), accounts_stream(asked.person_id)]


def _places(history: History, asked: ProposeDuty | DutyProposed) -> Places:
    return Places(
        organisation=staff_state(history, asked.organisation_id),
        employer=NO_STAFF if asked.employer_id is None else staff_state(history, asked.employer_id),
    )


def _signatory(history: History, request: Request) -> Signatory:
    """Return who signs; in which role the log tells, so that no administrator signs as another."""
    person_id = request.actor.person_id
    role = Role(request.context.duty or "")
    state = staff_state(history, person_id)
    return Signatory(person_id=person_id, role=signs_as(state, role, local_day(request.now)))
