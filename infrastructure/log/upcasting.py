"""Brings the JSON of older payload versions to today's shape; stored bytes never change."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from infrastructure.log.event_names import EventName

Json = dict[str, Any]
Upcaster = Callable[[Json], Json]
Upcasters = Mapping[tuple[str, int], Upcaster]

_GRAVEST_OF = {"red": "life_in_danger", "orange": "suspected_harm", "yellow": "somewhat_worried"}

# (name without its version, n) → the pure function from version n to n + 1. A meaning that changed
# is no new version but a new name.
UPCASTERS: Upcasters = MappingProxyType(
    {
        # Neither was asked for then. Without a last day the longest term there may be holds.
        ("pairing.mentor_paired", 1): lambda fact: {**fact, "until_on": None, "paired_by": None},
        # That a case was open since it was brought to them showed by the duty alone.
        ("reads.records_read", 1): lambda fact: {**fact, "brought_on": None},
        # How and when it was checked was not asked for then.
        ("care.residence_recorded", 1): lambda fact: {
            **fact,
            "as_of_on": None,
            "verified_by": None,
        },
        ("care.schooling_recorded", 1): lambda fact: {**fact, "verified_by": None},
        # By which way the authority was told was not asked for then.
        ("breaches.authority_notified", 1): lambda fact: {**fact, "way": None},
        # Whether somebody made sure that no report means them was asked for and not kept.
        ("breaches.guardian_notified", 1): lambda fact: {**fact, "not_suspected": None},
        # Nor was that asked of a guardian who agreed to a leave, or asked for a return.
        ("referrals.study_leave_started", 1): lambda fact: {**fact, "not_suspected": None},
        ("referrals.return_requested", 1): lambda fact: {**fact, "not_suspected": None},
        ("referrals.return_appealed", 1): lambda fact: {**fact, "not_suspected": None},
        # Nor of whoever agreed to a referral or refused it, or let a hospital tell the school.
        # What the pupil wishes was asked for neither.
        ("referrals.consent_recorded", 1): lambda fact: {
            **fact,
            "not_suspected": None,
            "wish": None,
        },
        ("referrals.consent_refused", 1): lambda fact: {**fact, "not_suspected": None},
        ("referrals.functional_feedback_given", 1): lambda fact: {**fact, "not_suspected": None},
        ("referrals.case_restored", 1): lambda fact: {**fact, "not_suspected": None},
        # To which use the family agreed was asked for and not kept.
        ("disclosures.data_disclosed", 1): lambda fact: {**fact, "processing": None},
        # None went on before a hospital had declined it.
        ("referrals.referral_rerouted", 1): lambda fact: fact,
        # Who was kept out then nobody kept; the case it belongs to tells it of the time since.
        ("referrals.concern_joined", 1): lambda fact: {**fact, "kept_out_ids": []},
        # Whom a report of harm meant by what they are to the child nobody kept.
        ("referrals.involvement_reported", 1): lambda fact: {**fact, "kept_out_ids": []},
        # It was the same of each: of no other result anything is recorded.
        ("screening.screening_lead_recorded", 1): lambda fact: {
            key: told for key, told in fact.items() if key != "band"
        },
        # What was said stands in the report alone: it counts as the gravest of its level.
        ("referrals.further_concern_joined", 1): lambda fact: {
            **fact,
            "situation": _GRAVEST_OF[fact["counts_as"]],
            "waits": fact["is_graver"],
        },
        # No level was taken back as an error then.
        ("referrals.level_drop_proposed", 1): lambda fact: {**fact, "error": None},
        ("referrals.level_drop_confirmed", 1): lambda fact: {
            **fact,
            "counts_as": None,
            "member_ids": [],
        },
        # Nobody joined them by hand then, and gave a reason.
        ("referrals.concern_joined", 2): lambda fact: {**fact, "why": None},
        ("referrals.further_concern_joined", 2): lambda fact: {**fact, "why": None},
    }
)


def upcast(row: EventName, version: int, fact: Json, upcasters: Upcasters) -> Json:
    """Return the fact's JSON as the newest version has it, step by step from `version`."""
    for step in range(version, row.version):
        fact = upcasters[row.stem, step](fact)
    return fact


def missing_steps(row: EventName, upcasters: Upcasters) -> list[int]:
    """Return the versions of a name from which no upcaster leads on."""
    return [step for step in range(1, row.version) if (row.stem, step) not in upcasters]
