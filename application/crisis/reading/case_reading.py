"""What of a case is shown to whom; that it is shown is on record before."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.authorisation.permission import Standings
from application.authorisation.shown_by import Access
from application.crisis.cases.brought import OpenedBy, opened_to
from application.crisis.cases.cases import OpenCase, may_answer, standings_for_case
from application.crisis.cases.further_concerns import (
    NOTHING_BESIDE,
    Beside,
    FurtherConcern,
    beside,
)
from application.crisis.cases.sharing import SharingEnded, sharing_ended
from application.crisis.cases.since_raised import NOT_SHOWN, FileSince, since_raised
from application.crisis.clocks.case_clocks import NO_CLOCKS, CaseClocks, clocks_of_case
from application.crisis.hospital.shown_to_hospital import (
    entry_for_hospital,
    is_for_hospital,
    is_of_hospital,
    shown_to_hospital,
    without_accused,
    without_child,
)
from application.crisis.reading.names_in_case import names_in, people_in
from application.crisis.reading.without_words import (
    beside_without_words,
    sees_no_words,
    without_words,
)
from application.crisis.school.of_county import decides_appeal
from application.ports import Actor, Ledger, Recorded
from application.reads.looking import Names
from application.reads.reading import Look, note_reading
from domain.access.table import Request as Asking
from domain.alerts.assessing import assessors_of
from domain.alerts.facts import Addressee, ConcernAlerted, Gap
from domain.reads.facts import Reading
from domain.referrals.facts import ConcernRaised
from domain.referrals.family.guardians import family_may_be_meant
from domain.referrals.state import CaseState
from domain.shared import CaseId, ChildId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedCase:
    """One look at a case: by whom, when, and under which id it is recorded."""

    actor: Actor
    case_id: CaseId
    now: datetime
    read_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case as far as the asker may see it.

    A hospital is told neither who raised it (`raised_by` is None) nor who may be involved or was
    told of it. `file` is what it tells of the child's file; `entries` are its facts as learned, to
    the event `seen`, `further` other worries; `decides_appeal` = one waits for the asker's county.
    `opened_by` is since when it was brought to whoever asks, where that alone opens it to them.
    `assessors` = whose it is to assess, for those who answer.
    `family_may_be_meant`: not everybody of the family may consent, which a hospital has to know.
    `is_wordless` = what others wrote in words is kept from whoever advises alone.
    """

    case_id: CaseId
    state: CaseState
    concern: ConcernRaised
    file: FileSince
    raised_at: datetime
    position: int
    raised_by: PersonId | None
    alerts: tuple[ConcernAlerted, ...]
    entries: tuple[Recorded[object], ...]
    names: Names
    may: frozenset[Asking]
    is_for_hospital: bool
    decides_appeal: bool = False
    seen: int
    clocks: CaseClocks = NO_CLOCKS
    further: tuple[FurtherConcern, ...] = ()
    opened_by: OpenedBy | None = None
    family_may_be_meant: bool = False
    is_wordless: bool = False
    assessors: tuple[Addressee, ...] = ()
    sharing: SharingEnded | None = None

    @property
    def child_id(self) -> ChildId:
        """The child it is about."""
        return ChildId(self.concern.child_id)

    @property
    def described_as(self) -> str | None:
        """How the pupil was described, where whoever raised it did so."""
        return self.state.named.described_as if self.state.named else None

    @property
    def addressees(self) -> tuple[Addressee, ...]:
        """Everybody who was told."""
        return tuple(each for told in self.alerts for each in told.addressees)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The posts in which nobody could be told."""
        return tuple(dict.fromkeys(gap for told in self.alerts for gap in told.gaps))

    @property
    def joined_to(self) -> CaseId | None:
        """The case that this one belongs to, None = it stands alone."""
        return self.state.further.joined_to


def case(ledger: Ledger, asked: AskedCase) -> Case:
    """Return a case to whoever answers for it or was referred to; the reading is recorded first.

    Raises: NotFound, NotPermitted, Unavailable, Unreadable.
    """
    standings, found, access, wordless = _noted(ledger, asked)
    for_hospital = is_for_hospital(standings)
    sharing, found = _as_shared(ledger, found, for_hospital=for_hospital)
    state, concern = _shown(found, for_hospital=for_hospital)
    clocks = _clocks(ledger, found, for_hospital=for_hospital)
    others = NOTHING_BESIDE if for_hospital else _beside(ledger, found, asked, wordless=wordless)
    entries = _entries(found, clocks, others, for_hospital=for_hospital)
    file = _file(ledger, found, asked, sharing, for_hospital=for_hospital)
    alerts = () if for_hospital else tuple(filter(others.may_tell, found.alerts))
    people = people_in(state, concern, entries) | file.people | others.people
    assessors = () if for_hospital else assessors_of(may_answer(ledger, found, asked.now))
    people |= set() if for_hospital else {found.raised_by, *(e.person_id for e in assessors)}
    return Case(
        case_id=asked.case_id,
        state=state,
        concern=concern,
        file=file,
        raised_at=found.raised_at,
        position=found.first.position,
        raised_by=None if for_hospital else found.raised_by,
        alerts=alerts,
        entries=entries,
        names=names_in(ledger, found, people, (state, concern, alerts)),
        may=frozenset(each for each in Asking if standings.allow(each)),
        is_for_hospital=for_hospital,
        decides_appeal=decides_appeal(ledger, found, asked.actor.person_id, asked.now),
        seen=max(each.position for each in found.history.recorded),
        clocks=clocks,
        further=others.shown,
        opened_by=_opened_by(ledger, found, asked, access),
        family_may_be_meant=family_may_be_meant(found.state),
        is_wordless=wordless,
        assessors=assessors,
        sharing=sharing,
    )


def _noted(ledger: Ledger, asked: AskedCase) -> tuple[Standings, OpenCase, Access, bool]:
    """Return the case as it is shown, by what, and whether without the words of others."""
    standings, found = standings_for_case(ledger, asked.actor, asked.case_id, asked.now)
    access = standings.require_reading(Asking.READ_CASE)
    note_look(ledger, asked, Reading.CASE, access, [found.concern.child_id])
    wordless = sees_no_words(standings, found)
    shown = without_words(found, asked.actor.person_id) if wordless else found
    return standings, shown, access, wordless


def _as_shared(
    ledger: Ledger, found: OpenCase, *, for_hospital: bool
) -> tuple[SharingEnded | None, OpenCase]:
    """Return whether the family lets it be shared, and the case without what it does not."""
    sharing = sharing_ended(ledger, found, for_hospital=for_hospital)
    withheld = for_hospital and sharing is not None
    return sharing, without_child(found) if withheld else found


def _file(
    ledger: Ledger,
    found: OpenCase,
    asked: AskedCase,
    sharing: SharingEnded | None,
    *,
    for_hospital: bool,
) -> FileSince:
    if for_hospital and sharing is not None:
        return NOT_SHOWN
    return since_raised(ledger, found, asked.now, for_hospital=for_hospital)


def _shown(found: OpenCase, *, for_hospital: bool) -> tuple[CaseState, ConcernRaised]:
    if not for_hospital:
        return found.state, found.concern
    concern = without_accused(found.state, found.concern)
    return shown_to_hospital(found.state, concern), concern


def _beside(ledger: Ledger, found: OpenCase, asked: AskedCase, *, wordless: bool) -> Beside:
    others = beside(ledger, found, asked.actor, asked.now)
    return beside_without_words(others, asked.actor.person_id) if wordless else others


def _opened_by(
    ledger: Ledger, found: OpenCase, asked: AskedCase, access: Access
) -> OpenedBy | None:
    if access.brought_on is None:
        return None
    who = asked.actor.person_id
    return opened_to(ledger, found.history.recorded, found.state, who, asked.now)


def note_look(
    ledger: Ledger, asked: AskedCase, what: Reading, access: Access, children: list[ChildId]
) -> None:
    """Record that something of a case is about to be shown."""
    look = Look(
        read_id=asked.read_id,
        actor=asked.actor,
        now=asked.now,
        what=what,
        access=access,
    )
    note_reading(ledger, look, children)


def _clocks(ledger: Ledger, found: OpenCase, *, for_hospital: bool) -> CaseClocks:
    since = sent_at(found) if for_hospital else None
    return clocks_of_case(ledger, found.history, found.concern.case_id, sent_at=since)


def _entries(
    found: OpenCase, clocks: CaseClocks, others: Beside, *, for_hospital: bool
) -> tuple[Recorded[object], ...]:
    shown = tuple(each for each in found.history.recorded if others.may_tell(each.fact))
    if for_hospital:
        own = (each for each in shown if is_of_hospital(found.state, each.fact))
        shown = tuple(entry_for_hospital(each) for each in own)
    return tuple(sorted((*shown, *clocks.said), key=lambda each: each.position))


def sent_at(found: OpenCase) -> datetime | None:
    """Return since when the hospital that has the case was sent it, None where none has."""
    issued = (each for each in found.history.recorded if each.fact == found.state.issued)
    return max((each.recorded_at for each in issued), default=None)
