"""The child's own words at a visit and the notes of a talk, each opening on record."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import AwareDatetime, BaseModel

from api.deps import PREFIX
from api.routes.answers import READING, refused_with
from api.routes.asking import ReadingCall, ReadingDep
from api.routes.named import NamesBody, names_body
from application.reads.sealed_words import sealed_words
from domain.shared import PersonId

router = APIRouter(prefix=PREFIX, tags=["visits"])


class WordsBody(BaseModel):
    """One wording, and when it was learned from whom."""

    position: int
    learned_at: AwareDatetime
    by: PersonId
    text: str


class SealedWordsBody(BaseModel):
    """Every wording kept under one visit or talk, in the order they were learned."""

    words: list[WordsBody]
    names: NamesBody


@router.get(
    "/children/{child_id}/home-visits/{visit_id}/words",
    responses=refused_with(*READING, 404, 422),
)
def read_child_words(visit_id: UUID, reading: ReadingDep) -> SealedWordsBody:
    """Return the child's own words at a visit; the reading is recorded first."""
    return _words(reading, visit_id)


@router.get(
    "/children/{child_id}/talks/{talk_id}/notes", responses=refused_with(*READING, 404, 422)
)
def read_talk_notes(talk_id: UUID, reading: ReadingDep) -> SealedWordsBody:
    """Return the notes of a talk; the reading is recorded first."""
    return _words(reading, talk_id)


def _words(reading: ReadingCall, contact_id: UUID) -> SealedWordsBody:
    found = sealed_words(reading.ledger, reading.asked, contact_id)
    return SealedWordsBody(
        words=[
            WordsBody(
                position=recorded.position,
                learned_at=recorded.recorded_at,
                by=recorded.actor_id,
                text=text,
            )
            for recorded, text in found.words
        ],
        names=names_body(found.head.names),
    )
