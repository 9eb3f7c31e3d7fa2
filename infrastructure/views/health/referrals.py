"""The referrals of a county as its health office sees them: where they stand, opened by no key."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Engine,
    Row,
    Select,
    bindparam,
    case,
    func,
    select,
    tuple_,
)

from application.crisis.desk.stages import CaseStage
from application.crisis.hospital.referral_rows import ReferralRow, ReferralRows
from domain.ruleset import RuleSet
from domain.shared import CaseId, ChildId, OrganisationId, PersonId
from infrastructure.database import for_single_reads
from infrastructure.keys.vault import Vault
from infrastructure.views.access.answers import AccessDuties
from infrastructure.views.access.questions import proven
from infrastructure.views.cursors import SealedCursors
from infrastructure.views.health.county import IN_PLACES, OF_APART
from infrastructure.views.health.damaged import DamagedCases, StreamId
from infrastructure.views.health.questions import ENDED
from infrastructure.views.health.tables import CASES, HEALTH, REACH, health_tables
from infrastructure.views.projector import Projector

_POSITION_BYTES = 8
_REFERRED = (CaseStage.ISSUED.value, CaseStage.ACKNOWLEDGED.value)

_table = health_tables()
_cases, _reach = _table[CASES].c, _table[REACH].c
_received_since: BindParameter[date] = bindparam("received_since", type_=Date)

_received = _cases.received_at.is_not(None)
_group = case((_received, 1), else_=0)
_is_theirs = (
    _cases.referral.in_(_REFERRED)
    & _cases.stage.not_in(ENDED)
    & IN_PLACES
    & _cases.child.not_in(OF_APART)
)
_is_old = _received & (_cases.last_changed_on < _received_since)
_is_after = tuple_(_group, _cases.issued_position) > tuple_(
    bindparam("after_group"), bindparam("after_position")
)


def _rows_where(*conditions: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    chosen = select(_table[CASES], _group.label("in_group"))
    found = chosen.where(_is_theirs, ~_is_old, *conditions)
    return found.order_by(_group, _cases.issued_position).limit(bindparam("limit"))


_FIRST = _rows_where()
_NEXT = _rows_where(_is_after)
_COUNTS = proven(
    select(
        func.count().filter(~_received).label("waiting"),
        func.count().filter(_received, ~_is_old).label("received"),
        func.count().filter(_is_old).label("older_received"),
    ).where(_is_theirs)
)


class ReferralsUnderway:
    """Reads of the view `health` what says nothing of a child but where its referral stands."""

    def __init__(
        self,
        engine: Engine,
        projector: Projector,
        access: AccessDuties,
        *,
        vault: Vault,
        stream_id: StreamId,
        rules: RuleSet,
    ) -> None:
        self._engine = for_single_reads(engine)
        self._access = access
        self._projector = projector
        self._cursors = SealedCursors(vault, "referrals")
        self._damaged = DamagedCases(stream_id)
        self._received_shown = timedelta(days=rules.received_cases_shown_days)

    def page(
        self,
        person_id: PersonId,
        on: date,
        *,
        places: Collection[OrganisationId],
        limit: int,
        cursor: str | None = None,
    ) -> ReferralRows:
        """Return the referrals of children there, from none of whose cases they are kept out.

        Those that no hospital received come first, each the longest waiting first.

        Raises: Invalid for a cursor that is not this person's; Unavailable when it cannot be told
        who is kept out.
        """
        since = on - self._received_shown
        asked: dict[str, object] = {"person": person_id, "on": on, "received_since": since}
        asked |= {"places": sorted(places), "limit": limit + 1}
        if cursor is not None:
            place = self._cursors.open_place(person_id, cursor)
            asked["after_group"] = place[0]
            asked["after_position"] = int.from_bytes(place[1:], "big")
        (told,) = self._access.answer_to(_COUNTS, asked, person_id)
        found, damaged = self._found(asked, is_first=cursor is None)
        last = found[limit - 1] if len(found) > limit else None
        return ReferralRows(
            rows=tuple(_shown(row, damaged) for row in found[:limit]),
            next_cursor=self._cursors.seal_place(person_id, _place_of(last)) if last else None,
            behind=self._projector.behind(HEALTH),
            waiting=told.waiting,
            received=told.received,
            older_received=told.older_received,
        )

    def _found(
        self, asked: Mapping[str, object], *, is_first: bool
    ) -> tuple[list[Row[tuple[object, ...]]], Collection[UUID]]:
        with self._engine.connect() as connection:
            found = connection.execute(_FIRST if is_first else _NEXT, asked).all()
            return list(found), self._damaged.known(connection)


def _place_of(row: Row[tuple[object, ...]]) -> bytes:
    position: int = row.issued_position
    return bytes([row.in_group]) + position.to_bytes(_POSITION_BYTES, "big")


def _shown(row: Row[tuple[object, ...]], damaged: Collection[UUID]) -> ReferralRow:
    return ReferralRow(
        case_id=CaseId(row.case_id),
        child_id=ChildId(row.child),
        place_id=row.place and OrganisationId(row.place),
        hospital_id=OrganisationId(row.hospital),
        is_urgent=row.is_urgent,
        issued_at=row.issued_at,
        received_at=row.received_at,
        unreadable=row.case_id in damaged,
    )
