"""Records the rows of a list: the child, the carer and the care file of a row, or none of it."""

from dataclasses import dataclass
from datetime import datetime
from functools import reduce

from application.care_files.care import places_of, require_places
from application.care_files.children import id_number_claims
from application.ports import Actor, ClaimTaken, Context, History, Ledger
from application.recording import Decision, Request, record
from application.states import (
    care_state,
    care_stream,
    child_state,
    children_stream,
    staff_stream,
    survey_state,
    survey_stream,
)
from application.survey.known_places import KnownPlaces
from application.survey.received_rows import lead_reported, received, set_aside
from application.survey.roster_requests import care_file_of, carer_of, child_of
from application.survey.rosters import Judged
from domain.care import rules as care_rules
from domain.care.facts import CareEvent
from domain.care.state import NO_CARE_FILE, OpenCareFile
from domain.children import rules as children_rules
from domain.children.facts import CarerRecorded, ChildrenEvent
from domain.children.state import ChildState, RecordCarer, RegisterChild, evolve
from domain.days import local_day
from domain.shared import ChildId, Known, Stream
from domain.survey import rules as survey_rules
from domain.survey.facts import RosterRowReceived, RowOrigin, SurveyEvent
from domain.survey.outcomes import RowOutcome
from domain.survey.rows import LeadRow, RosterRow

TAKEN = frozenset({RowOutcome.ACCEPT, RowOutcome.ACCEPT_FLAGGED})


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRecording:
    """Records rows for somebody who may; `context` says by which right."""

    ledger: Ledger
    actor: Actor
    context: Context
    places: KnownPlaces

    def record(self, judged: Judged, origin: RowOrigin, now: datetime) -> bool:
        """Record what becomes of a row, once; return whether anything was recorded now.

        Nothing is for rows that are rejected, ignored or repeated.

        Raises: NotFound when the child was erased; Unavailable when a race is lost three times.
        """
        if judged.is_received or judged.child_id is None:
            return False
        match judged.row:
            case LeadRow():
                return self._keep(lead_reported(judged.row, judged, origin), now)
            case RosterRow() if judged.verdict.outcome is RowOutcome.REVIEW:
                return self._keep(set_aside(judged.row, judged, origin), now)
            case RosterRow() if judged.verdict.outcome in TAKEN:
                return self._take(judged.row, judged, origin, now)
            case _:
                return False

    def _keep(self, said: SurveyEvent, now: datetime) -> bool:
        def decide(history: History) -> Decision:
            return survey_rules.receive_row(survey_state(history, said.child_id), said)

        asked = self._request(said.child_id, now)
        return record(self.ledger, asked, [survey_stream(said.child_id)], decide).fresh

    def _take(self, row: RosterRow, judged: Judged, origin: RowOrigin, now: datetime) -> bool:
        said = received(row, judged, origin)
        file = care_file_of(row, said.child_id, self.places, local_day(now))
        streams: list[Stream] = [
            survey_stream(said.child_id),
            children_stream(said.child_id),
            care_stream(said.child_id),
            *map(staff_stream, places_of(file) if file else ()),
        ]

        def decide(history: History) -> Decision:
            return self._facts(history, row, said, file, now)

        try:
            return record(self.ledger, self._request(judged.own_id, now), streams, decide).fresh
        except ClaimTaken as taken:
            # Somebody registered the number a moment ago.
            return self._keep(set_aside(row, judged, origin, like=ChildId(taken.owner_id)), now)

    def _request(self, own_id: ChildId, now: datetime) -> Request:
        return Request(
            request_id=own_id,
            actor=self.actor,
            now=now,
            context=self.context,
            claims=id_number_claims,
        )

    def _facts(
        self,
        history: History,
        row: RosterRow,
        said: RosterRowReceived,
        file: OpenCareFile | None,
        now: datetime,
    ) -> Decision:
        received = survey_rules.receive_row(survey_state(history, said.child_id), said)
        if isinstance(received, Known):
            return received
        before = child_state(history, said.child_id)
        child = self._child(before, child_of(row, said.child_id, said.name, said.born_on), now)
        known = reduce(evolve, child, before)
        carer = _news_of_carer(known, carer_of(row, said.child_id, local_day(now)), now)
        return (*child, *carer, *self._file(history, known, file, now), said)

    def _child(
        self, state: ChildState, asked: RegisterChild, now: datetime
    ) -> tuple[ChildrenEvent, ...]:
        if state.registered is not None:
            return ()
        today, rules = local_day(now), self.ledger.rules
        answer = children_rules.register_child(
            state, asked, today=today, rules=rules, keeps_wrong_number=True
        )
        return () if isinstance(answer, Known) else answer

    def _file(
        self, history: History, child: ChildState, file: OpenCareFile | None, now: datetime
    ) -> tuple[CareEvent, ...]:
        if file is None or care_state(history, file.child_id).opened is not None:
            return ()
        require_places(history, places_of(file))
        answer = care_rules.open_care_file(
            NO_CARE_FILE,
            file,
            by=self.actor.person_id,
            born_on=child.registered.born_on if child.registered else None,
            today=local_day(now),
            rules=self.ledger.rules,
        )
        return () if isinstance(answer, Known) else answer


def _news_of_carer(
    state: ChildState, carer: RecordCarer | None, now: datetime
) -> tuple[ChildrenEvent, ...]:
    """Return the carer unless a carer of that name, relation and telephone is recorded."""
    if carer is None or any(_says_nothing_new(carer, each) for each in state.carers.values()):
        return ()
    answer = children_rules.record_carer(state, carer, today=local_day(now))
    return () if isinstance(answer, Known) else answer


def _says_nothing_new(carer: RecordCarer, before: CarerRecorded) -> bool:
    is_same = (carer.name, carer.relation_code) == (before.name, before.relation_code)
    return is_same and carer.phone in {None, before.phone}
