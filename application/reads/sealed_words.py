"""The child's own words at a visit and the notes of a talk: opened apart, each time on record."""

from dataclasses import dataclass
from uuid import UUID

from application.care_files.heads import Head, head_of
from application.care_files.visits import contact_id_of
from application.ports import Ledger, Recorded
from application.reads.looking import Asked, Names, look, names_of
from domain.access.table import Request as Asking
from domain.errors import NotFound
from domain.reads.facts import Reading
from domain.visits.facts import ChildWordsRecorded, TalkNotesRecorded


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedWords:
    """Who the child is, and the words under one visit's or talk's id as each time recorded."""

    head: Head
    facts: tuple[Recorded[object], ...]
    words: tuple[tuple[Recorded[object], str], ...]
    names: Names


def sealed_words(ledger: Ledger, asked: Asked, contact_id: UUID) -> SealedWords:
    """Return the words kept with one visit or talk; the reading is recorded first.

    Raises: NotFound when there are none; NotPermitted, Unavailable, Unreadable.
    """
    standings, history = look(ledger, asked, Asking.READ_CHILD_WORDS, Reading.CHILD_WORDS)
    facts = [each for each in history.recorded if contact_id_of(each.fact) == contact_id]
    words = tuple((each, text) for each in facts if (text := _text(each.fact)) is not None)
    if not words:
        raise NotFound("no_words_kept")
    return SealedWords(
        head=head_of(ledger, asked.child_id, standings, history),
        facts=tuple(facts),
        words=words,
        names=names_of(ledger, [each.actor_id for each, _text in words], []),
    )


def _text(fact: object) -> str | None:
    match fact:
        case ChildWordsRecorded():
            return fact.words
        case TalkNotesRecorded():
            return fact.notes
        case _:
            return None
