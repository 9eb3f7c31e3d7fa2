"""A second child at other places, of whom everything is told that is told of the first.

Made from the log: each fact about the child of the examples once more, under other ids, with a
sign in all that somebody wrote.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from itertools import groupby
from typing import TypeVar, cast
from uuid import UUID, uuid5

from application.care_files.children import id_number_claims
from application.claimed_ids import id_claims
from application.ports import Commit, Recorded
from domain.shared import PersonId, RequestId, Stream
from tests.api.pages.furnishing import ids_at
from tests.api.pages.site import Site

T = TypeVar("T")
SIGN = "镞"
"""Stands in all that somebody wrote about the second child, and nowhere else."""

NOT_OF_A_CHILD = {"staff", "accounts"}
"""Contexts whose names of people and places tell of no child."""

_OTHER_DIGITS = str.maketrans("0123456789", "5678901234")
_DIGITS_OF_A_PERSON = 7


def other(id_: UUID) -> UUID:
    """Return the id of what stands for this one at the places elsewhere."""
    return uuid5(id_, "elsewhere")


def other_ids(path: str) -> Mapping[str, object]:
    """Return what there is of what a path names, of the second child."""
    return {
        name: other(each) if isinstance(each, UUID) else each for name, each in ids_at(path).items()
    }


def signed(text: str) -> str:
    """Return words with the sign; a number of a person as another number, a code as it is."""
    if any(each > "\u2e7f" for each in text):
        return text[:1] + SIGN + text[1:]
    is_number = text.isascii() and sum(map(str.isdigit, text)) >= _DIGITS_OF_A_PERSON
    return text.translate(_OTHER_DIGITS) if is_number else text


def mirrored(said: T, *, with_sign: bool) -> T:
    """Return a fact, or part of one, as it is told of the second child."""
    return cast("T", _mirrored(said, with_sign))


def _mirrored(said: object, with_sign: bool) -> object:
    if isinstance(said, UUID):
        return other(said)
    if type(said) is str:
        return signed(said) if with_sign else said
    if is_dataclass(said) and not isinstance(said, type):
        inner = {each.name: _mirrored(getattr(said, each.name), with_sign) for each in fields(said)}
        return replace(said, **inner)
    if isinstance(said, Mapping):
        return {_mirrored(key, False): _mirrored(each, with_sign) for key, each in said.items()}
    if isinstance(said, tuple | frozenset):
        return type(said)(_mirrored(each, with_sign) for each in said)
    return said


def tell_of_another(site: Site) -> None:
    """Record of the second child all that is in the log, with the people and places around it."""
    log = tuple(site.opened.mapper.open_rows(site.opened.recorder.rows_after(0, 10_000)))
    there, versions = {each.stream for each in log}, Counter[Stream]()
    for _, rows in groupby(log, lambda each: (each.request_id, each.recorded_at)):
        commit = _commit(site, tuple(rows), there, versions)
        if commit.facts:
            site.opened.ledger.log.append(commit)
    assert site.opened.projector.catch_up(wait_ms=5_000)


def _commit(
    site: Site,
    rows: Sequence[Recorded[object]],
    there: set[Stream],
    versions: Counter[Stream],
) -> Commit:
    """Return one commit once more; what is at the places elsewhere already is left as it is."""
    stream_of = site.opened.mapper.stream_of
    told = [
        mirrored(each.fact, with_sign=each.stream.context not in NOT_OF_A_CHILD) for each in rows
    ]
    facts = tuple(each for each in told if stream_of(each) not in there)
    expected = {stream_of(each): versions[stream_of(each)] for each in facts}
    versions.update(stream_of(each) for each in facts)
    first = rows[0]
    return Commit(
        facts=facts,
        expected=expected,
        request_id=RequestId(other(first.request_id)),
        actor_id=PersonId(other(first.actor_id)),
        recorded_at=first.recorded_at,
        claims=(*id_claims(facts), *id_number_claims(facts)),
    )
