"""States anew who looks after a child of an open file, where it lives and where it learns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from application.authorisation.permission import Standings, standings_for_child
from application.authorisation.places import places_by_duty
from application.care_files.care import require_places
from application.care_files.statements import ANY, Versions, statements_in
from application.ports import Actor, History, Ledger, Receipt, Unreadable
from application.recording import Decision, Request, record
from application.states import (
    care_state,
    care_stream,
    child_state,
    children_stream,
    staff_stream,
)
from domain.access.table import Request as Asking
from domain.care import rules as care_rules
from domain.care.state import CareState, RecordResidence, RecordSchooling, Residence, Schooling
from domain.children import rules as children_rules
from domain.children.state import RecordCarer
from domain.days import local_day
from domain.errors import NotFound, RuleBroken
from domain.shared import ChildId, Erased, Known, OrganisationId, RequestId
from domain.staff.facts import OrganisationKind

Places = Mapping[OrganisationId, OrganisationKind]
Answer = children_rules.Answer | care_rules.Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateFile:
    """What is stated anew, in one commit under `update_id`; the rest stays as it is.

    `seen` are the versions of what stood as whoever states it anew saw it.
    """

    child_id: ChildId
    update_id: UUID
    carer: RecordCarer | None = None
    residence: Residence | None = None
    schooling: Schooling | None = None
    seen: Versions = ANY

    @property
    def places(self) -> Places:
        """Return the organisations that are named, with the kind each must be of."""
        named: dict[OrganisationId, OrganisationKind] = {}
        if self.residence is not None:
            named[self.residence.village_id] = OrganisationKind.VILLAGE
        if self.schooling is not None and self.schooling.school_id is not None:
            named[self.schooling.school_id] = OrganisationKind.SCHOOL
        if self.schooling is not None and self.schooling.class_id is not None:
            named[self.schooling.class_id] = OrganisationKind.CLASS
        return named


def update_file(ledger: Ledger, actor: Actor, request: UpdateFile, now: datetime) -> Receipt:
    """Record the newer statements; what stood before stays in the history.

    A child may move out of sight by it: its repeat is answered all the same.

    Raises: NotFound, NotPermitted; RuleBroken without an open file, `changed_meanwhile` where
    another was quicker, `place_of_another_office` for a place that would make it a transfer, and
    `correction_already_recorded` for the same id with other content; Invalid as the rules have it.
    """
    asked = Request(request_id=request.update_id, actor=actor, now=now)
    streams = [
        children_stream(request.child_id),
        care_stream(request.child_id),
        *map(staff_stream, request.places),
    ]
    try:
        standings = standings_for_child(ledger, actor, request.child_id, now)
    except NotFound:
        if not has_updated(ledger, actor, request.child_id, request.update_id):
            raise
        return record(ledger, asked, streams, lambda history: _repeated(request, history, now))
    asked = replace(asked, context=standings.require(Asking.RECORD_CARE_FACT))
    near = _Near.of(ledger, standings, request, now)
    return record(ledger, asked, streams, lambda history: _decided(request, near, history, now))


def has_updated(ledger: Ledger, actor: Actor, child_id: ChildId, update_id: UUID) -> bool:
    """Return whether this very person recorded something of the child under that id."""
    try:
        history = ledger.log.load([children_stream(child_id), care_stream(child_id)])
    except Unreadable:
        return False
    return not isinstance(history, Erased) and any(
        (each.request_id, each.actor_id) == (update_id, actor.person_id)
        for each in history.recorded
    )


def try_update(ledger: Ledger, actor: Actor, request: UpdateFile, now: datetime) -> None:
    """Raises: as `update_file`, which would record it; nothing is recorded."""
    standings = standings_for_child(ledger, actor, request.child_id, now)
    standings.require(Asking.RECORD_CARE_FACT)
    child_id = request.child_id
    history = ledger.log.load(
        [children_stream(child_id), care_stream(child_id), *map(staff_stream, request.places)]
    )
    if isinstance(history, Erased):
        raise NotFound("erased")
    _decided(request, _Near.of(ledger, standings, request, now), history, now)


def own_places(
    ledger: Ledger, standings: Standings, child_id: ChildId, now: datetime
) -> frozenset[OrganisationId]:
    """Return the places of whoever changes the file that stand in the file's own county."""
    own = places_by_duty(standings, Asking.RECORD_CARE_FACT, now)
    counties = _counties(ledger, ledger.access.chain_of_child(child_id) or frozenset())
    return frozenset(each for each in own if ledger.access.chain_of_organisation(each) & counties)


def places_of_file(care: CareState) -> frozenset[OrganisationId]:
    """Return where the child lives and learns as the file has it."""
    living, learning = care.residence, care.schooling
    named = (
        living.village_id if living else None,
        learning.school_id if learning else None,
        learning.class_id if learning else None,
    )
    return frozenset(each for each in named if each is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Near:
    """Which places somebody covers by duty, and what stands above each place that they name."""

    own: frozenset[OrganisationId]
    above: Mapping[OrganisationId, frozenset[OrganisationId]]

    @classmethod
    def of(
        cls, ledger: Ledger, standings: Standings, request: UpdateFile, now: datetime
    ) -> "_Near":
        return cls(
            own=own_places(ledger, standings, request.child_id, now)
            if request.places
            else frozenset(),
            above={each: ledger.access.chain_of_organisation(each) for each in request.places},
        )

    def require(self, places: Places, former: frozenset[OrganisationId]) -> None:
        """Raises: RuleBroken for a place below none of their own and none of the former ones."""
        for place, kind in places.items():
            if not self.above[place] & (self.own | former):
                raise RuleBroken("place_of_another_office", field=f"{kind.value}_id")


def _counties(ledger: Ledger, chain: frozenset[OrganisationId]) -> frozenset[OrganisationId]:
    found = ledger.directory.organisations_among(chain)
    return frozenset(
        key for key, row in found.items() if row.kind is OrganisationKind.COUNTY_OFFICE
    )


def _decided(request: UpdateFile, near: _Near, history: History, now: datetime) -> Decision:
    if history.under(RequestId(request.update_id)) is not None:
        return _repeated(request, history, now)
    answers = _answers(request, history, now)
    _require_versions(request, history)
    require_places(history, request.places)
    near.require(request.places, places_of_file(care_state(history, request.child_id)))
    new = [fact for each in answers if not isinstance(each, Known) for fact in each]
    return new or Known(_said(answers))


def _repeated(request: UpdateFile, history: History, now: datetime) -> Known[object]:
    """Return what was recorded under this id; a part may have been known the first time."""
    said = _said(_answers(request, history, now))
    stated = [each.fact for each in history.recorded]
    before = [each.fact for each in history.recorded if each.request_id == request.update_id]
    is_same = all(each in said for each in before) and all(each in stated for each in said)
    if not is_same:
        raise RuleBroken("correction_already_recorded")
    return Known(tuple(before))


def _said(answers: Iterable[Answer]) -> tuple[object, ...]:
    return tuple(
        fact for each in answers for fact in (each.facts if isinstance(each, Known) else each)
    )


def _answers(request: UpdateFile, history: History, now: datetime) -> list[Answer]:
    child, care = child_state(history, request.child_id), care_state(history, request.child_id)
    care_rules.require_open(care)
    if child.registered is None:
        raise RuleBroken("child_not_registered")
    today, born_on = local_day(now), child.registered.born_on
    answers: list[Answer] = []
    if request.carer is not None:
        answers.append(children_rules.record_carer(child, request.carer, today=today))
    if request.residence is not None:
        living = RecordResidence(child_id=request.child_id, residence=request.residence)
        answers.append(care_rules.record_residence(care, living, born_on=born_on, today=today))
    if request.schooling is not None:
        learning = RecordSchooling(child_id=request.child_id, schooling=request.schooling)
        answers.append(care_rules.record_schooling(care, learning, born_on=born_on, today=today))
    return answers


def _require_versions(request: UpdateFile, history: History) -> None:
    carer_id = request.carer.carer_id if request.carer else None
    now, seen = statements_in(history, carer_id).versions, request.seen
    for said, stands, known in (
        (request.carer, now.carer, seen.carer),
        (request.residence, now.residence, seen.residence),
        (request.schooling, now.schooling, seen.schooling),
    ):
        if said is not None and known not in (None, stands):
            raise RuleBroken("changed_meanwhile")
