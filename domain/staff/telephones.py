"""Which telephone answers for a place, and at which one a person is called back."""

from dataclasses import replace
from datetime import date

from domain.errors import Invalid, NotFound, RuleBroken
from domain.identity import phone_if_any
from domain.ruleset import RuleSet
from domain.shared import Known, PersonId, TelephoneId
from domain.staff.facts import DutyTelephonePublished
from domain.staff.proposal_days import open_until, require_open
from domain.staff.rules import Answer, require_human
from domain.staff.state import (
    ConfirmTelephone,
    DeclineTelephone,
    ProposeTelephone,
    PublishDutyTelephone,
    StaffState,
)
from domain.staff.telephone_facts import (
    PersonTelephoneChanged,
    PersonTelephoneDeclined,
    PersonTelephoneProposed,
    TelephoneDeclineReason,
)


def publish_duty_telephone(state: StaffState, request: PublishDutyTelephone) -> Answer:
    """Record which telephone answers for an organisation; the latest one holds.

    Raises: RuleBroken when the organisation is unknown; Invalid for what nobody could dial.
    """
    if state.organisation is None:
        raise RuleBroken("organisation_not_registered", field="organisation_id")
    telephone = _dialled(request.telephone)
    said = DutyTelephonePublished(organisation_id=request.organisation_id, telephone=telephone)
    return Known((said,)) if state.telephone == said else (said,)


def propose_telephone(
    state: StaffState, request: ProposeTelephone, *, by: PersonId, today: date, rules: RuleSet
) -> Answer:
    """Record which telephone is proposed for a person: the one before it holds on.

    Raises: RuleBroken for oneself, for whoever is no human being, when it is their telephone
    already, the id stands for another proposal, or one of somebody else waits that it does not say
    it replaces; Invalid for what nobody could dial.
    """
    require_human(state, field="person_id")
    _require_another(request.person_id, by)
    said = PersonTelephoneProposed(
        person_id=request.person_id,
        telephone_id=request.telephone_id,
        telephone=_dialled(request.telephone),
        proposed_by=by,
        proposed_on=today,
    )
    before = state.telephones.get(request.telephone_id)
    if before is not None:
        if before == replace(said, proposed_on=before.proposed_on):
            return Known((before,))
        raise RuleBroken("telephone_proposed_already")
    if state.phone == said.telephone:
        raise RuleBroken("telephone_holds_already", field="telephone")
    waits = state.phone_proposed
    of_another = waits is not None and waits.proposed_by != by and is_open(waits, today, rules)
    if waits is not None and of_another and request.replaces != waits.telephone_id:
        raise RuleBroken("telephone_waits", field="replaces")
    return (said,)


def confirm_telephone(
    state: StaffState, request: ConfirmTelephone, *, by: PersonId, today: date, rules: RuleSet
) -> Answer:
    """Record that the proposed telephone holds: one person alone redirects no call.

    Whoever calls back before letting somebody in dials it.

    Raises: NotFound without a proposal; RuleBroken for oneself, for one's own proposal, for one
    that is settled, that is too old, or after which another number was proposed.
    """
    proposal = _proposed(state, request.telephone_id)
    done = state.changed.get(request.telephone_id)
    if done is not None:
        if done.confirmed_by == by:
            return Known((done,))
        raise RuleBroken("telephone_confirmed_already")
    _require_another(request.person_id, by)
    if by == proposal.proposed_by:
        raise RuleBroken("own_telephone_proposal")
    _require_waiting(state, proposal)
    require_open(proposal.proposed_on, today, rules)
    return (
        PersonTelephoneChanged(
            person_id=request.person_id,
            telephone_id=request.telephone_id,
            telephone=proposal.telephone,
            proposed_by=proposal.proposed_by,
            confirmed_by=by,
        ),
    )


def decline_telephone(state: StaffState, request: DeclineTelephone, *, by: PersonId) -> Answer:
    """Record that the proposed telephone does not hold; whoever proposed it only takes it back.

    Raises: NotFound without a proposal; Invalid when somebody else takes it back; RuleBroken for
    oneself, for another reason against one's own proposal, or for one that is settled.
    """
    proposal = _proposed(state, request.telephone_id)
    said = PersonTelephoneDeclined(
        person_id=request.person_id,
        telephone_id=request.telephone_id,
        declined_by=by,
        reason=request.reason,
    )
    if state.refused.get(request.telephone_id) == said:
        return Known((said,))
    _require_another(request.person_id, by)
    is_proposer = by == proposal.proposed_by
    takes_back = request.reason is TelephoneDeclineReason.WITHDRAWN
    if takes_back and not is_proposer:
        raise Invalid("not_the_proposer", "reason")
    if is_proposer and not takes_back:
        raise RuleBroken("own_telephone_proposal")
    if request.telephone_id in state.changed:
        raise RuleBroken("telephone_confirmed_already")
    _require_waiting(state, proposal)
    return (said,)


def is_open(proposal: PersonTelephoneProposed, today: date, rules: RuleSet) -> bool:
    """Return whether a proposed telephone can still be confirmed on a day."""
    return today <= open_until(proposal.proposed_on, rules)


def _proposed(state: StaffState, telephone_id: TelephoneId) -> PersonTelephoneProposed:
    proposal = state.telephones.get(telephone_id)
    if proposal is None:
        raise NotFound("telephone_not_proposed")
    return proposal


def _require_waiting(state: StaffState, proposal: PersonTelephoneProposed) -> None:
    if proposal.telephone_id in state.refused:
        raise RuleBroken("telephone_declined_already")
    if proposal != state.phone_proposed:
        raise RuleBroken("telephone_proposed_anew")


def _require_another(person_id: PersonId, by: PersonId) -> None:
    if by == person_id:
        raise RuleBroken("telephone_of_oneself")


def _dialled(told: str) -> str:
    telephone = phone_if_any(told, field="telephone")
    if telephone is None:
        raise Invalid("required", "telephone")
    return telephone
