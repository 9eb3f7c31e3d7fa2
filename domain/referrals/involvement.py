"""Who may be involved by all that is known of a case, also by what was reported elsewhere."""

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace

from domain.referrals.facts import ConcernRaised
from domain.referrals.joining_facts import InvolvementReported
from domain.referrals.situations import Involved
from domain.referrals.state import CaseState
from domain.shared import PersonId


@dataclass(frozen=True, slots=True)
class Named:
    """Who may be involved, by what they are to the child and by name."""

    kinds: frozenset[Involved]
    ids: frozenset[PersonId]


NOBODY_NAMED = Named(frozenset(), frozenset())


def repeats_of(case: CaseState) -> tuple[ConcernRaised, ...]:
    """Return the worry as it came again, and as naming those who were reported elsewhere."""
    repeats, raised = [each.kept for each in case.conflicts], case.raised
    if raised is not None:
        repeats += [
            replace(raised, involved=each.involved, involved_ids=each.involved_ids)
            for each in case.further.involvements
        ]
    return tuple(repeats)


def every_report(case: CaseState) -> tuple[ConcernRaised, ...]:
    """Return the worry and its repeats; none where its record cannot be read."""
    return (*([case.raised] if case.raised else []), *repeats_of(case))


def named_in(reports: Iterable[ConcernRaised]) -> Named:
    """Return who may be involved by any of these."""
    every = tuple(reports)
    return Named(
        frozenset(who for each in every for who in each.involved),
        frozenset(who for each in every for who in each.involved_ids),
    )


def involvement(
    case: CaseState, named: Named, *, kept_out: Set[PersonId]
) -> InvolvementReported | None:
    """Return that people were reported elsewhere who are not named in the case yet, None = none.

    `kept_out` is everybody who is kept out once they are named.
    """
    known = named_in(every_report(case))
    kinds, ids = named.kinds - known.kinds, named.ids - known.ids
    if case.raised is None or not (kinds or ids):
        return None
    return InvolvementReported(
        case_id=case.raised.case_id,
        child_id=case.raised.child_id,
        involved=tuple(each for each in Involved if each in kinds),
        involved_ids=tuple(sorted(ids)),
        freed_from=case.owner_id if case.owner_id in kept_out else None,
    )
