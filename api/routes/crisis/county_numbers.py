"""The numbers of a county, for its education and health office."""

from typing import TypeVar

from fastapi import APIRouter
from pydantic import BaseModel

from api.deps import PREFIX, CallDep
from api.routes.answers import READING, refused_with
from application.county.numbers import (
    Answered,
    CountyNumbers,
    CountyStep,
    InTime,
    LevelOfCases,
    Refusal,
    Vacancy,
    county_numbers,
)
from domain.shared import OrganisationId
from domain.small_numbers import SHOWN_FROM, Spread

router = APIRouter(prefix=PREFIX, tags=["county"])

K = TypeVar("K")
Numbers = dict[K, int | None]


class CountyNumbersBody(BaseModel):
    """Each number is `shown_from` at least, or nought; null = not told.

    `total` counts the open cases, `leads_total` the screenings that ask for a talk.
    """

    shown_from: int
    total: int | None
    levels: Numbers[LevelOfCases]
    steps: Numbers[CountyStep]
    in_time: Numbers[InTime]
    refusals: Numbers[Refusal]
    hospitals: Numbers[OrganisationId]
    answered: Numbers[Answered]
    leads: Numbers[InTime]
    leads_total: int | None
    vacancies: tuple[Vacancy, ...]
    names: dict[OrganisationId, str]
    behind: int


@router.get("/county-numbers", responses=refused_with(*READING))
def numbers(call: CallDep) -> CountyNumbersBody:
    """Return how many cases my counties have and how far they are; none can be told apart."""
    return _body(county_numbers(call.ledger, call.actor, call.now))


def _body(found: CountyNumbers) -> CountyNumbersBody:
    return CountyNumbersBody(
        shown_from=SHOWN_FROM,
        total=found.levels.total,
        levels=_cells(found.levels),
        steps=_cells(found.steps),
        in_time=_cells(found.in_time),
        refusals=_cells(found.refusals),
        hospitals=_cells(found.hospitals),
        answered=_cells(found.answered),
        leads=_cells(found.leads),
        leads_total=found.leads.total,
        vacancies=found.vacancies,
        names=dict(found.names),
        behind=found.behind,
    )


def _cells(spread: Spread[K]) -> dict[K, int | None]:
    return dict(spread.cells)
