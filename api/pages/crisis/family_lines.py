"""The family and who is with the child, made of what the use case answered."""

from api.pages.people_names import person, place
from api.view_models.crisis.family_lines import CompanyLine, FamilyLines
from application.crisis.reading.case_reading import Case
from domain.access.table import Request as Asking
from domain.referrals.facts import ReferralAcknowledged
from domain.referrals.family.consenting import refusal_without_weight, standing_refusal
from domain.referrals.family.guardian_facts import EmergencyEscortStarted
from domain.referrals.family.guardian_state import Family
from domain.referrals.family.guardians import family_may_be_meant
from domain.referrals.hospital.hospital_facts import Attended
from domain.shared import TellingId


def family_of(found: Case) -> FamilyLines:
    """Return what the page of a case tells of the family, and what the person may record."""
    family = found.state.at_school.family
    informed, refused, escort = family.informed, standing_refusal(found.state), family.escort
    is_open = not found.state.is_over
    return FamilyLines(
        informed=informed,
        told_name=_name(family, informed.telling_id) if informed else "",
        not_reached=family.not_reached,
        withheld=family.withheld,
        omission=next(reversed([*family.omissions.values()]), None),
        refused=refused,
        refused_by=_name(family, refused.telling_id) if refused else "",
        unsure=refusal_without_weight(found.state),
        escorted_by=person(found.names, escort.escorted_by) if escort else None,
        escort_hospital=(place(found.names, escort.hospital_id) or "") if escort else "",
        escort_started_at=escort.started_at if escort else None,
        has_arrived=escort is not None and _has_arrived(found, escort),
        was_accompanied=bool(family.companies or escort),
        company=tuple(
            CompanyLine(
                company_id=each.company_id,
                since_at=each.since_at,
                name=person(found.names, each.with_id) if each.with_id else "",
                relation_code=each.relation_code,
            )
            for each in family.company
        ),
        may_be_meant=family_may_be_meant(found.state),
        may_tell=is_open and Asking.INFORM_GUARDIAN in found.may,
        may_accompany=is_open and Asking.ACCOMPANY_CHILD in found.may,
        may_end=Asking.ACCOMPANY_CHILD in found.may,
    )


def _has_arrived(found: Case, escort: EmergencyEscortStarted) -> bool:
    """Return whether a hospital said since that it has the child; nobody records an arrival."""
    facts = [each.fact for each in found.entries]
    since = facts[facts.index(escort) :]
    return found.state.is_over or any(
        isinstance(each, ReferralAcknowledged | Attended) for each in since
    )


def _name(family: Family, telling_id: TellingId) -> str:
    named = family.names.get(telling_id)
    return named.name if named else ""
