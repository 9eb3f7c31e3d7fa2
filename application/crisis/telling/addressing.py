"""Who is told of a worry, of its being passed on, and of a referral: from who is on duty today."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from application.crisis.cases.cases import chain_of, places_of
from application.crisis.cases.held import bureau_of, held_today, place_of
from application.crisis.cases.kept_out import kept_out_by, mentors_named, posts_below
from application.crisis.cases.on_call import on_call_at
from application.crisis.telling.alerting import OfCase, alerted
from application.crisis.telling.causes import ALERTING, FromSchool
from application.ports import History, Ledger, Reachable, Recorded
from application.rows import DutyRow
from application.states import alerts_of, case_state
from domain.alerts.above import lines_above
from domain.alerts.escalating import ever_kept_out, told_before, with_others
from domain.alerts.facts import ConcernAlerted
from domain.alerts.rules import (
    MAY_ANSWER,
    Addressing,
    Holders,
    addressees_of,
    addressees_of_passing,
    addressees_of_referral,
    answering_for,
    with_repeats,
)
from domain.days import local_day
from domain.referrals.facts import (
    ConcernConflictKept,
    ConcernPassedOn,
    ConcernRaised,
    ReferralIssued,
)
from domain.referrals.hospital.hospital_facts import ReferralRerouted
from domain.referrals.involvement import as_carried, every_report
from domain.referrals.joining.joining_facts import InvolvementReported
from domain.referrals.state import CaseState
from domain.shared import OrganisationId, PersonId


def alert_for(
    ledger: Ledger,
    cause: Recorded[object],
    case: CaseState,
    now: datetime,
    reachable: Reachable,
    alerts: Sequence[ConcernAlerted] = (),
) -> ConcernAlerted:
    """Return who is told because of `cause`, a fact of this case; `alerts` were recorded before.

    Nobody is told who may be involved, or was kept out before: no post brings them back in.

    Raises: Unavailable while it cannot be told who is on duty.
    """
    fact = cause.fact
    if not isinstance(fact, ALERTING):
        raise TypeError("nothing follows from this fact")
    if isinstance(fact, ConcernRaised):
        said = with_repeats(as_carried(fact, case), every_report(case))
        return _told_of(ledger, cause, said, now, reachable)
    known = known_of(case, alerts)
    if isinstance(fact, ReferralIssued | ReferralRerouted):
        return _referred(ledger, cause, known, fact, now, reachable)
    if isinstance(fact, ConcernConflictKept):
        return _told_again(ledger, cause, known, fact.kept, now, reachable)
    to_id = fact.passed_to if isinstance(fact, ConcernPassedOn) else case.owner_id
    return _some_told(ledger, cause, known, (to_id,), now, reachable)


def alert_for_people(
    ledger: Ledger,
    cause: Recorded[FromSchool],
    history: History,
    people: Sequence[PersonId | None],
    now: datetime,
    reachable: Reachable,
) -> ConcernAlerted:
    """Return that these people are told because of `cause`, or the line where none of them can be.

    None stands for somebody of whom nobody knows who it is. Raises: Unavailable.
    """
    case_id = cause.fact.case_id
    known = known_of(case_state(history, case_id), alerts_of(history, case_id))
    return _some_told(ledger, cause, known, people, now, reachable)


def known_of(case: CaseState, alerts: Sequence[ConcernAlerted]) -> "Known":
    """Return what decides who may be told of a case, by all that was told of it before."""
    out_before = ever_kept_out(alerts) | case.further.kept_out_ids
    asked = told_before(alerts).people | case.passed_to
    return Known(case, out_before, {a.place_id for a in alerts if a.place_id}, asked)


@dataclass(frozen=True, slots=True)
class Known:
    """A case, who was kept out of it before, by which places people were found, and who was."""

    case: CaseState
    out_before: frozenset[PersonId]
    found_by: Set[OrganisationId]
    asked: Set[PersonId]

    @property
    def concerns(self) -> tuple[ConcernRaised, ...]:
        """The worry and the repeats that differ from it; none where no record can be read."""
        return every_report(self.case)

    def chain(self, ledger: Ledger) -> frozenset[OrganisationId]:
        """Return the child's places and all above them: whoever is in post there may open it."""
        told = (place for each in self.concerns for place in places_of(each))
        return frozenset(chain_of(ledger, {*told, *self.found_by}))

    def kept_out(
        self, ledger: Ledger, posts: Sequence[DutyRow], now: datetime
    ) -> frozenset[PersonId]:
        """Return everybody who must not hear of it, of whom some hold these posts."""
        if not self.concerns:
            return self.out_before
        concern = with_repeats(self.concerns[0], self.concerns[1:])
        return self.out_before | kept_out_by(ledger, concern, posts, self.chain(ledger), now)


def _told_of(
    ledger: Ledger,
    cause: Recorded[object],
    concern: ConcernRaised,
    now: datetime,
    reachable: Reachable,
) -> ConcernAlerted:
    place_id = place_of(ledger, cause.actor_id, concern, now)
    told = _told_at(ledger, concern, place_id, now, reachable)
    bureau_id = None if told.addressees else bureau_of(ledger)
    if bureau_id in (None, place_id):
        return alerted(cause, concern, told, place_id)
    # A hospital may stand under nobody, and what is damaged may hide who stands above.
    at_last = _told_at(ledger, concern, bureau_id, now, reachable)
    gaps = tuple(dict.fromkeys((*told.gaps, *at_last.gaps)))
    found_by = bureau_id if at_last.addressees else place_id
    return alerted(cause, concern, replace(at_last, gaps=gaps), found_by)


def _told_at(
    ledger: Ledger,
    concern: ConcernRaised,
    place_id: OrganisationId | None,
    now: datetime,
    reachable: Reachable,
) -> Addressing:
    chain = chain_of(ledger, {*places_of(concern), *([place_id] if place_id else [])})
    posts = ledger.access.posts_at(chain, local_day(now)) if chain else ()
    roles = answering_for(concern)
    answering = {each.person_id for each in posts if each.role in roles}
    is_known = place_id is not None and place_id in (concern.school_id, concern.class_id)
    in_a_class = (each.person_id for each in posts_below(ledger, concern, chain, now))
    return addressees_of(
        replace(concern, involved_ids=tuple({*concern.involved_ids, *in_a_class})),
        posts,
        # One whose own record is damaged is known by those who hold a post there.
        has_school=is_known or any(each.organisation_id == concern.school_id for each in posts),
        mentor_ids=mentors_named(ledger, concern),
        reachable=reachable(answering),
        calls=on_call_at(ledger, chain, now),
    )


def _told_again(
    ledger: Ledger,
    cause: Recorded[object],
    known: Known,
    kept: ConcernRaised,
    now: datetime,
    reachable: Reachable,
) -> ConcernAlerted:
    """Tell of a repeat that differs as of a worry: it may be graver, and name others."""
    concern = with_repeats(kept, known.concerns)
    out = (*concern.involved_ids, *sorted(known.out_before.difference(concern.involved_ids)))
    return _told_of(ledger, cause, replace(concern, involved_ids=out), now, reachable)


def _some_told(
    ledger: Ledger,
    cause: Recorded[object],
    known: Known,
    people: Sequence[PersonId | None],
    now: datetime,
    reachable: Reachable,
) -> ConcernAlerted:
    """Tell whom it was passed on to, or who has to do with it; where nobody can be told, the line.

    Whoever has a post elsewhere alone by now could not open it.
    """
    case, of = known.case, cast("OfCase", cause.fact)
    posts = [duty for each in people if each for duty in held_today(ledger, each, now)]
    out = known.kept_out(ledger, posts, now)
    chain = known.chain(ledger) if known.concerns else {each.organisation_id for each in posts}
    free = [e for e in posts if e.person_id not in out and e.organisation_id in chain]
    reached = reachable([each.person_id for each in free])
    addressing = addressees_of_passing(free, reached, concern=case.raised)
    if addressing.addressees or case.raised is None:
        addressing = _with_those_above(ledger, cause.fact, known, addressing, now, reachable)
        return alerted(cause, of, addressing, None)
    again = _told_again(ledger, cause, known, case.raised, now, reachable)
    missed = tuple(dict.fromkeys((*again.unreachable, *addressing.unreachable)))
    return replace(again, unreachable=missed)


def _referred(
    ledger: Ledger,
    cause: Recorded[object],
    known: Known,
    issued: ReferralIssued | ReferralRerouted,
    now: datetime,
    reachable: Reachable,
) -> ConcernAlerted:
    posts = ledger.access.posts_at([issued.hospital_id], local_day(now))
    addressing = addressees_of_referral(
        issued,
        posts,
        kept_out_ids=known.kept_out(ledger, posts, now),
        reachable=reachable({each.person_id for each in posts}),
        calls=on_call_at(ledger, [issued.hospital_id], now),
    )
    return alerted(cause, issued, addressing, None)


def _with_those_above(
    ledger: Ledger,
    fact: object,
    known: Known,
    addressing: Addressing,
    now: datetime,
    reachable: Reachable,
) -> Addressing:
    """Tell besides who stands above whoever was reported just now: who has it may be below."""
    if not isinstance(fact, InvolvementReported):
        return addressing
    posts = ledger.access.posts_at(known.chain(ledger), local_day(now))
    named = {*fact.involved_ids, *fact.kept_out_ids}
    answering = {each.person_id for each in posts if each.role in MAY_ANSWER}
    holders = Holders(posts, known.kept_out(ledger, posts, now), reachable(answering))
    above = holders.told(lines_above(fact.involved, named, posts))
    gaps = (*addressing.gaps, *above.gaps)
    return replace(with_others(addressing, above.addressees), gaps=gaps)
