"""Who may be involved by all that is known of a case, also by what was reported elsewhere."""

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from datetime import datetime

from domain.referrals.facts import ConcernRaised, RepeatRedirected
from domain.referrals.family.guardian_facts import AccompanyingEnded
from domain.referrals.joining.joining_facts import InvolvementReported
from domain.referrals.situations import Involved, Situation
from domain.referrals.state import CaseState
from domain.shared import PersonId


@dataclass(frozen=True, slots=True)
class Named:
    """Who may be involved, by what they are to the child and by name; `people` are all of them."""

    kinds: frozenset[Involved] = frozenset()
    ids: frozenset[PersonId] = frozenset()
    people: frozenset[PersonId] = frozenset()

    def with_others(self, other: "Named") -> "Named":
        """Return these and others together."""
        kinds, ids = self.kinds | other.kinds, self.ids | other.ids
        return Named(kinds, ids, self.people | other.people)


NOBODY_NAMED = Named()
OF_THE_FAMILY = frozenset({Involved.GUARDIAN, Involved.CARER})


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


def as_carried(raised: ConcernRaised, case: CaseState) -> ConcernRaised:
    """Return a worry as grave as the repeats say that came to the right child with it.

    Nobody is told of those once more.
    """
    carried = (each.kept for each in case.conflicts if isinstance(each, RepeatRedirected))
    every = (raised.situation, *(each.situation for each in carried))
    return replace(raised, situation=min(every, key=list(Situation).index))


def kinds_in(reports: Iterable[ConcernRaised]) -> frozenset[Involved]:
    """Return who may be involved by any of these, by what they are to the child."""
    return frozenset(who for each in reports for who in each.involved)


def involvement(
    case: CaseState, named: Named, *, kept_out: Set[PersonId]
) -> InvolvementReported | None:
    """Return that people were reported elsewhere, None where the case knows and keeps out them all.

    `kept_out` is everybody who is kept out of the case already. Whoever has it is freed from it
    where they are among either.
    """
    reports = every_report(case)
    kinds = named.kinds - kinds_in(reports)
    ids = named.ids.difference(*(each.involved_ids for each in reports))
    out = named.people - kept_out
    is_freed = case.owner_id is not None and case.owner_id in named.people | kept_out
    if case.raised is None or not (kinds or ids or out or is_freed):
        return None
    return InvolvementReported(
        case_id=case.raised.case_id,
        child_id=case.raised.child_id,
        involved=tuple(each for each in Involved if each in kinds),
        involved_ids=tuple(sorted(ids)),
        kept_out_ids=tuple(sorted(out)),
        freed_from=case.owner_id if is_freed else None,
    )


def is_to_be_looked_at_again(case: CaseState) -> bool:
    """Return whether a case is over by the word of somebody who was named since.

    Not where a hospital found no disorder: that is no word of whoever had the case.
    """
    closed, ended_by = case.aftercare.closed, set[PersonId]()
    if case.withdrawn is not None:
        ended_by.add(case.withdrawn.withdrawn_by)
    if closed is not None:
        proposed = case.aftercare.closings.get(closed.closing_id)
        ended_by |= {closed.closed_by, *({proposed.proposed_by} if proposed else ())}
    return any(each.freed_from in ended_by for each in case.further.involvements)


def companies_ended(
    case: CaseState, said: InvolvementReported, *, by: PersonId, now: datetime
) -> tuple[AccompanyingEnded, ...]:
    """Return that whoever may be involved counts no more as being with the child.

    So somebody makes sure who is. One of the family stays with whom it was made sure that it is
    not they.
    """
    out = {*said.kept_out_ids, *said.involved_ids}
    is_family = not OF_THE_FAMILY.isdisjoint(said.involved)
    return tuple(
        AccompanyingEnded(
            case_id=said.case_id,
            child_id=said.child_id,
            company_id=each.company_id,
            said_by=by,
            ended_at=max(now, each.since_at),
        )
        for each in case.at_school.family.company
        if each.with_id in out
        or (is_family and each.relation_code is not None and not each.not_suspected)
    )
