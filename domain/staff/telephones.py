"""Which telephone answers for a place."""

from domain.errors import Invalid, RuleBroken
from domain.identity import phone_if_any
from domain.shared import Known
from domain.staff.facts import DutyTelephonePublished
from domain.staff.rules import Answer
from domain.staff.state import PublishDutyTelephone, StaffState


def publish_duty_telephone(state: StaffState, request: PublishDutyTelephone) -> Answer:
    """Record which telephone answers for an organisation; the latest one holds.

    Raises: RuleBroken when the organisation is unknown; Invalid for what nobody could dial.
    """
    if state.organisation is None:
        raise RuleBroken("organisation_not_registered", field="organisation_id")
    telephone = phone_if_any(request.telephone, field="telephone")
    if telephone is None:
        raise Invalid("required", "telephone")
    said = DutyTelephonePublished(organisation_id=request.organisation_id, telephone=telephone)
    return Known((said,)) if state.telephone == said else (said,)
