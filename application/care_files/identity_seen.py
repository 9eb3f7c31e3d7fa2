"""Who a child is, as whoever puts that right sees it, and what became of their last proposal."""

from dataclasses import dataclass, replace
from datetime import datetime

from application.authorisation.permission import Standings
from application.care_files.correction_versions import IDENTITY, put_right_behind, version_of
from application.care_files.heads import Head, head_of
from application.ports import History, Ledger
from application.privacy.rights_corrections import NOTHING_CHANGED, Changes
from application.proposed_numbers import CorrectionSettled, NumberStage, stage_after
from application.reads.looking import Asked, Names, look, names_of
from application.showing import shown_child, shown_identity
from application.states import child_state
from domain.access.table import Request as Asking
from domain.children.facts import (
    ChildRegistered,
    IdentityCorrectionDeclined,
    IdentityCorrectionProposed,
    WhyNotCorrected,
)
from domain.errors import NotFound
from domain.reads.facts import Reading
from domain.shared import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityNow:
    """Who a child is now, for the form that corrects it, and the proposal that waits.

    `version` is that of the last fact about who the child is. Numbers are shown by how they end,
    but not a proposed one to whoever settles it: with the birth day that would give away nearly
    all of what they are to type from the paper. `may_settle` is false for the proposer alone.
    `last` is what became of the latest that whoever asks proposed themselves; `meanwhile` is what
    others put right behind the version that they saw.
    """

    head: Head
    registered: ChildRegistered
    version: int
    waiting: IdentityCorrectionProposed | None
    words: str | None
    names: Names
    is_proposer: bool = False
    may_settle: bool = False
    last: "OwnCorrection | None" = None
    meanwhile: Changes = NOTHING_CHANGED


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCorrection:
    """Another number that somebody proposed and that was settled: when, by whom, and why not."""

    stage: NumberStage
    settled_at: datetime
    settled_by: PersonId
    why: WhyNotCorrected | None = None


def identity_to_correct(ledger: Ledger, asked: Asked, seen: int | None = None) -> IdentityNow:
    """Return who the child is now, to whoever may correct it; the reading is recorded first.

    `seen` is the version that they saw before.

    Raises: NotFound, NotPermitted, Unavailable, Unreadable.
    """
    standings, history = look(ledger, asked, Asking.READ_CARE_FILE, Reading.CARE_FILE)
    standings.require(Asking.CORRECT_IDENTITY)
    child = child_state(history, asked.child_id)
    if child.registered is None:
        raise NotFound("not_known_on_that_day")
    waiting, me = child.waiting, asked.actor.person_id
    explained = child.explained.get(waiting.correction_id) if waiting else None
    is_proposer = waiting is not None and waiting.proposed_by == me
    last = _last_of(history, me)
    meanwhile = NOTHING_CHANGED if seen is None else put_right_behind(history, IDENTITY, seen)
    mentioned = {*([waiting.proposed_by] if waiting else ()), *([last.settled_by] if last else ())}
    return IdentityNow(
        head=head_of(ledger, asked.child_id, standings, history),
        registered=shown_child(child.registered, standings),
        version=version_of(history, IDENTITY),
        waiting=waiting and _shown(waiting, standings, is_proposer=is_proposer),
        words=explained.words if explained else None,
        names=names_of(ledger, mentioned | meanwhile.people, []),
        is_proposer=is_proposer,
        may_settle=waiting is not None and not is_proposer,
        last=last,
        meanwhile=meanwhile,
    )


def _last_of(history: History, me: PersonId) -> OwnCorrection | None:
    """Return how the latest number was settled that somebody proposed; None while it waits."""
    recorded = history.recorded
    asked = [each.fact for each in recorded if isinstance(each.fact, IdentityCorrectionProposed)]
    mine = [each.correction_id for each in asked if each.proposed_by == me][-1:]
    for each in recorded:
        fact = each.fact
        if isinstance(fact, CorrectionSettled) and fact.correction_id in mine:
            return OwnCorrection(
                stage=stage_after(fact),
                settled_at=each.recorded_at,
                settled_by=each.actor_id,
                why=fact.why if isinstance(fact, IdentityCorrectionDeclined) else None,
            )
    return None


def _shown(
    waiting: IdentityCorrectionProposed, standings: Standings, *, is_proposer: bool
) -> IdentityCorrectionProposed:
    identity = shown_identity(waiting.identity, standings)
    if not is_proposer and identity.id_number is not None:
        identity = replace(identity, id_number="")
    return replace(waiting, identity=identity)
