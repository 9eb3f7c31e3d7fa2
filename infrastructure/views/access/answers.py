"""Answers what permission asks of the view `access`, and only when the view is current."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from time import monotonic, sleep
from uuid import UUID

from sqlalchemy import Engine, Row

from application.rows import DutyRow, PairingRow, Relations
from application.staffing.duty_rows import EndingPairingRow, ProposalRow, SignaturesAsked
from domain.errors import RecordDamaged, Unavailable
from domain.shared import ANONYMOUS, ChildId, OrganisationId, PersonId, Stream
from infrastructure.database import for_single_reads
from infrastructure.views import positions
from infrastructure.views.access.classes import on_duty_asked, under_asked
from infrastructure.views.access.proposals import (
    PAIRINGS_ENDING,
    PROPOSALS_OF,
    ending_asked,
    proposals_asked,
    proposals_in,
    signatures_asked,
    signatures_in,
)
from infrastructure.views.access.questions import (
    CHAINS_OF,
    CHILDREN_UNDER,
    CURRENT,
    DUTIES_OF,
    GRANT,
    PAIRING,
    PAIRINGS_WITH,
    POSTS_AT,
    RELATIONS,
    Question,
    chain_in,
    duties_in,
    grant_of,
    pairing_of,
    pairings_in,
    places_asked,
)
from infrastructure.views.access.tables import ACCESS, duty_row, ending_pairing_row
from infrastructure.views.projector import Projector

CURRENT_WITHIN_SECONDS = 2.0
LOOK_AGAIN_SECONDS = 0.02

Places = Collection[OrganisationId]
Rows = Sequence[Row[tuple[object, ...]]]


class AccessDuties:
    """Duties, relations and organisations as of the end of the log.

    Every answer is read together with the proof that the view is current. A view that is behind is
    moved forward first; one that is still behind after two seconds answers Unavailable, and a
    subject whose own stream cannot be read RecordDamaged: a duty or pairing may have ended in it.
    For as long again whoever asks then is told so after one try to move it.
    """

    def __init__(
        self,
        engine: Engine,
        projector: Projector,
        stream_id: Callable[[Stream], UUID],
        *,
        current_within_seconds: float = CURRENT_WITHIN_SECONDS,
    ) -> None:
        self._engine = for_single_reads(engine)
        self._projector = projector
        self._stream_id = stream_id
        self._current_within_seconds = current_within_seconds
        self._waited_in_vain_until = float("-inf")

    def duties_of(self, person_id: PersonId) -> tuple[DutyRow, ...]:
        """Return every duty of a person, ended ones too, the earliest first."""
        rows = self._answer(DUTIES_OF, {"person": person_id}, Stream("staff", person_id))
        return duties_in(rows)

    def relations(self, person_id: PersonId, child_id: ChildId) -> Relations:
        """Return a person's duties and grants with a child's places and pairings, as of one moment.

        Grants that cannot be read open nothing, and hold up nobody who needs none.
        """
        about = Stream("staff", person_id), Stream("care", child_id), Stream("pairing", child_id)
        rows = self._answer(RELATIONS, {"person": person_id, "child": child_id}, *about)
        return Relations(
            duties=duties_in(rows),
            chain=chain_in(rows),
            pairings=pairings_in(rows, child_id),
            grants=tuple(grant_of(row) for row in rows if row.kind == GRANT),
            grants_damaged=bool(rows[0].damaged)
            and self._any_set_apart(Stream("grants", child_id)),
        )

    def chain_of_child(self, child_id: ChildId) -> frozenset[OrganisationId] | None:
        """Return class, school, village and all organisations above; None without a care file."""
        asked = {"person": ANONYMOUS, "child": child_id}
        return chain_in(self._answer(RELATIONS, asked, Stream("care", child_id)))

    def children_under(
        self, organisation_id: OrganisationId, child_ids: Collection[ChildId]
    ) -> frozenset[ChildId]:
        """Return those of the children with a care file who belong at or under an organisation."""
        asked = {"subject": organisation_id, "children": sorted(set(child_ids))}
        rows = self._answer(CHILDREN_UNDER, asked)
        return frozenset(ChildId(row.child) for row in rows if row.child)

    def posts_at(
        self, organisation_ids: Collection[OrganisationId], on: date
    ) -> tuple[DutyRow, ...]:
        """Return every duty held at one of these places on a day, the earliest first.

        Somebody's stream that cannot be read holds up nobody: a worry must be told to all others.
        """
        asked = {"organisations": sorted(set(organisation_ids)), "on": on}
        return duties_in(self._answer(POSTS_AT, asked))

    def class_teachers_under(self, schools: Places, chain: Places, on: date) -> tuple[DutyRow, ...]:
        """Return who teaches a class directly below these schools of a chain on a day."""
        return duties_in(self._answer(*under_asked(schools, chain, on)))

    def on_duty_among(self, person_ids: Collection[PersonId], on: date) -> frozenset[PersonId]:
        """Return those of these people who hold any duty on a day."""
        return frozenset(
            PersonId(row.who) for row in self._answer(*on_duty_asked(person_ids, on)) if row.who
        )

    def chain_of_organisation(self, *of_these: OrganisationId) -> frozenset[OrganisationId]:
        """Return the organisations and all above them; nothing for one that is not known.

        Where each stands was said once for ever: later damage of its stream changes nothing.
        """
        rows = (row for asked in places_asked(of_these) for row in self._answer(CHAINS_OF, asked))
        return frozenset(OrganisationId(row.above) for row in rows if row.above)

    def proposals_of(self, person_id: PersonId, since: date) -> tuple[ProposalRow, ...]:
        """Return what was proposed for a person since then and is not decided on."""
        asked = {"person": person_id, "since": since}
        return proposals_in(self._answer(PROPOSALS_OF, asked, Stream("staff", person_id)))

    def proposals_under(
        self, places: Collection[OrganisationId] | None, since: date
    ) -> tuple[ProposalRow, ...]:
        """Return what was proposed there and below and is not decided on."""
        return proposals_in(self._answer(*proposals_asked(places, since)))

    def signatures_asked(
        self, person_id: PersonId, places: Collection[OrganisationId] | None, since: date
    ) -> tuple[SignaturesAsked, ...]:
        """Return how many duties others proposed there for third people, and in what capacity."""
        return signatures_in(self._answer(*signatures_asked(person_id, places, since)))

    def duties_ending(
        self, places: Collection[OrganisationId] | None, first: date, last: date, since: date
    ) -> tuple[DutyRow, ...]:
        """Return the duties there that end between two days and go no further, soonest first."""
        rows = self._answer(*ending_asked(places, first, last, since))
        duties = [duty_row(row) for row in rows if row.duty]
        return tuple(sorted(duties, key=lambda each: (each.to_on or last, each.duty_id)))

    def pairings_ending(
        self, places: Collection[OrganisationId], first: date, last: date
    ) -> tuple[EndingPairingRow, ...]:
        """Return the pairings of children there that end between two days, the soonest first."""
        asked = {"places": sorted(places), "first": first, "last": last}
        rows = self._answer(PAIRINGS_ENDING, asked)
        found = [ending_pairing_row(row) for row in rows if row.pairing]
        return tuple(sorted(found, key=lambda each: (each.ends_on, each.pairing_id)))

    def pairings_with(
        self, mentor_id: PersonId, child_ids: Collection[ChildId]
    ) -> tuple[PairingRow, ...]:
        """Return the pairings of one mentor with these children, ended ones too."""
        asked = {"person": mentor_id, "children": sorted(set(child_ids))}
        rows = self._answer(PAIRINGS_WITH, asked, Stream("staff", mentor_id))
        return tuple(pairing_of(row, ChildId(row.child)) for row in rows if row.kind == PAIRING)

    def pairings_of(self, child_id: ChildId) -> tuple[PairingRow, ...]:
        """Return the pairings of a child as far as they can be read, ended ones too.

        They are asked for to keep a mentor out, never to let one in.
        """
        rows = self._answer(RELATIONS, {"person": ANONYMOUS, "child": child_id})
        return pairings_in(rows, child_id)

    def require_current(self, person_id: PersonId) -> None:
        """Let a question that asks the tables itself pass only when they are current.

        Raises: Unavailable.
        """
        self._answer(CURRENT, {}, Stream("staff", person_id))

    def answer_to(self, question: Question, asked: Mapping[str, object], by: PersonId) -> Rows:
        """Return the answer to a question made by `proven` for a person, given when it is current.

        Raises: Unavailable.
        """
        return self._answer(question, asked, Stream("staff", by))

    def rows_of(self, question: Question, asked: Mapping[str, object]) -> Rows:
        """Return the answer to a question made by `proven` about nobody in particular.

        Raises: Unavailable.
        """
        return self._answer(question, asked)

    def _answer(self, question: Question, asked: Mapping[str, object], *about: Stream) -> Rows:
        give_up_at = self._give_up_at()
        rows = self._ask(question, asked)
        while rows[0].behind:
            if not self._projector.catch_up() and monotonic() < give_up_at:
                sleep(LOOK_AGAIN_SECONDS)
            rows = self._ask(question, asked)
            now = monotonic()
            if rows[0].behind and now > give_up_at:
                if now > self._waited_in_vain_until:
                    self._waited_in_vain_until = now + self._current_within_seconds
                raise Unavailable("access_view_behind")
        if rows[0].damaged:
            self._require_readable(about)
        return rows

    def _give_up_at(self) -> float:
        """Return until when a question waits: not at all where another has just waited in vain.

        A page asks several, and would keep a person and a thread for that many times two seconds.
        """
        now = monotonic()
        waits = now > self._waited_in_vain_until
        return now + self._current_within_seconds if waits else now

    def _ask(self, question: Question, asked: Mapping[str, object]) -> Rows:
        with self._engine.connect() as connection:
            return connection.execute(question, asked).all()

    def _require_readable(self, about: Sequence[Stream]) -> None:
        if self._any_set_apart(*about):
            raise RecordDamaged("access_view_damaged")

    def _any_set_apart(self, *about: Stream) -> bool:
        with self._engine.connect() as connection:
            set_apart = positions.quarantined_streams(connection, ACCESS)
        return any(self._stream_id(each) in set_apart for each in about)
