"""Whatever the ledger holds of a child is in the copy for the family, or named as left out."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, get_args
from uuid import UUID

import pytest

from api.language import Language
from api.rendering import render
from domain.care import facts as care
from domain.children import facts as children
from domain.consent import facts as consent
from domain.disclosures import facts as disclosures
from domain.pairing import facts as pairing
from domain.rights.facts import RightsEvent
from domain.visits import facts as visits
from tests.api.shells import INSIDE
from tests.api.showcases.showcase_rights_papers import COPY
from tests.examples import example_id

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

IDS = {
    *("child_id", "carer_id", "pairing_id", "visit_id", "talk_id", "correction_id"),
    *("disclosure_id", "recipient_id", "consent_id", "notice_id"),
}
"""With these nobody outside can do anything."""

NESTED = {"visit", "talk", "said"}
"""Fields that hold another content, which is looked at by itself."""

Place = tuple[str, str]


def at(where: str, *names: str) -> dict[str, Place]:
    """Return where the copy shows fields that have the same name there."""
    return {name: (where, name) for name in names}


SHOWN: Mapping[type, Mapping[str, Place]] = {
    children.ChildRegistered: at(
        "registered",
        *("name", "sex", "born_on", "id_number", "student_number", "ethnicity_code", "address"),
    ),
    children.CarerRecorded: at(
        "carers", "name", "relation_code", "standing", "phone", "as_of_on", "verified_by"
    ),
    care.CareFileOpened: at("opened", "organisation_id", "opened_on"),
    care.ResidenceRecorded: at("residences", "village_id", "from_on", "as_of_on", "verified_by"),
    care.SchoolingRecorded: at(
        "schoolings",
        *("as_of_on", "school_id", "class_id", "boarding", "not_in_school_reason", "verified_by"),
    ),
    care.CategoryStated: at(
        "categories", "category", "standard", "stated_by", "evidence", "from_on"
    ),
    care.CareLevelAssessed: at("levels", "level", "assessed_by", "assessed_on", "next_review_on"),
    pairing.MentorPaired: at(
        "mentors", "mentor_id", "mentor_kind", "is_lead", "from_on", "until_on"
    ),
    visits.HomeVisit: {
        **at("contacts", "started_at", "outcome"),
        "visited_by": ("contacts", "by"),
    },
    visits.Talk: {**at("contacts", "started_at", "outcome"), "talked_by": ("contacts", "by")},
    consent.ConsentGranted: at("agreed", "processing"),
    consent.ConsentDeclined: at("agreed", "processing"),
    consent.ConsentWithdrawn: at("agreed", "processing"),
    consent.Said: at("agreed.said", "spoken_by", "said_at"),
    disclosures.DataDisclosed: at(
        "disclosures", "recipient", "kinds", "basis", "processing", "disclosed_on", "keep_until_on"
    ),
}

SEEN = "家访谈心看到的情况"
ARRANGED = "结对由谁安排、为什么结束"
CORRECTING = "更正的经过"
SIGNED = "告知书和签字"
LEFT_OUT: Mapping[type, Mapping[str, str]] = {
    care.CareLevelAssessed: {"basis": "评估的理由"},
    pairing.MentorPaired: {"vetted_on": "帮扶人的审查记录", "paired_by": ARRANGED},
    visits.HomeVisit: dict.fromkeys(
        (
            *("means", "child_seen", "spoke_alone", "carer_seen", "minutes", "companions"),
            *("observations", "needs", "note", "next_visit_on"),
        ),
        SEEN,
    ),
    visits.Talk: dict.fromkeys(
        ("means", "minutes", "topics", "mood", "needs", "next_talk_on"), SEEN
    ),
    consent.ConsentGranted: {"organisation_id": SIGNED},
    consent.ConsentDeclined: {"organisation_id": SIGNED},
    consent.Said: dict.fromkeys(("means", "relation_code", "witness_id", "authorised_on"), SIGNED),
    disclosures.DataDisclosed: {"reference": "合同或公函编号", "tell_by_on": "紧急情况"},
}
"""The words with which the copy says that it leaves a field out."""

LEFT_OUT_WHOLE: Mapping[type, str] = {
    **dict.fromkeys(
        (
            *(children.ChildRegisteredConflictKept, children.IdentityConfirmationFailed),
            *get_args(children.CorrectionEvent),
            *(visits.HomeVisitCorrected, visits.HomeVisitConflictKept),
            *(visits.TalkCorrected, visits.TalkConflictKept),
        ),
        CORRECTING,
    ),
    **dict.fromkeys(
        (pairing.LeadReassigned, pairing.PairingEnded, pairing.PairingExtended), ARRANGED
    ),
    **dict.fromkeys(
        (
            *(consent.NoticePublished, consent.NoticeGiven),
            *(consent.SpeakerNamed, consent.ConsentSigned),
        ),
        SIGNED,
    ),
    visits.ChildWordsRecorded: "孩子自己说过的话，只给孩子本人",
    visits.TalkNotesRecorded: "工作人员写下的文字",
    disclosures.DisclosureTold: "紧急情况",
    **dict.fromkeys(get_args(RightsEvent), "别人提出过什么请求"),
}

HELD: tuple[type, ...] = (
    *get_args(children.ChildrenEvent),
    *get_args(care.CareEvent),
    *get_args(pairing.PairingEvent),
    *get_args(visits.VisitsEvent),
    *(visits.HomeVisit, visits.Talk, consent.Said),
    *get_args(consent.ConsentEvent),
    *get_args(disclosures.DisclosuresEvent),
    *get_args(RightsEvent),
)
PLACES = sorted({place for shown in SHOWN.values() for place in shown.values()})
OTHER = example_id(999)


@pytest.mark.parametrize("kind", [each for each in HELD if each not in LEFT_OUT_WHOLE])
def test_every_field_is_copied_or_named_as_left_out(kind: type) -> None:
    assert is_dataclass(kind)
    held = {each.name for each in fields(kind)} - IDS - NESTED
    shown, left_out = SHOWN.get(kind, {}).keys(), LEFT_OUT.get(kind, {}).keys()
    assert held == shown | left_out
    assert not shown & left_out


@pytest.mark.parametrize(("where", "name"), PLACES)
def test_what_is_copied_stands_on_the_paper(where: str, name: str) -> None:
    part, _, inner = where.partition(".")
    held = getattr(COPY.copy, part)
    rows = held if isinstance(held, tuple) else (held,)
    (row, *_) = [each for each in rows if getattr(_in(each, inner), name) is not None]
    changed = _changed(_in(row, inner), name)
    instead = _changed(row, inner, changed) if inner else changed
    shown = tuple(instead if each is row else each for each in rows)
    names = {**COPY.names, OTHER: "另一处"}
    copy = _changed(COPY.copy, part, shown if isinstance(held, tuple) else instead)
    other = _changed(_changed(COPY, "names", names), "copy", copy)
    assert isinstance(other, type(COPY))
    assert render(other, INSIDE, Language.CHINESE) != PAPER


@pytest.mark.parametrize(
    "words",
    sorted({*LEFT_OUT_WHOLE.values(), *(w for each in LEFT_OUT.values() for w in each.values())}),
)
def test_the_copy_says_what_it_leaves_out(words: str) -> None:
    assert words in PAPER


PAPER = render(COPY, INSIDE, Language.CHINESE)


def _in(row: "DataclassInstance", inner: str) -> "DataclassInstance":
    found: DataclassInstance = getattr(row, inner) if inner else row
    return found


def _changed(
    row: "DataclassInstance", name: str, value: object | None = None
) -> "DataclassInstance":
    return replace(row, **{name: _another(name, getattr(row, name)) if value is None else value})


def _another(name: str, value: object) -> object:
    """Return another value of that kind."""
    match value:
        case StrEnum():
            return next(each for each in type(value) if each is not value)
        case bool() | int():
            return not value if isinstance(value, bool) else value - 1
        case date():
            return value + timedelta(days=1)
        case UUID():
            return OTHER
        case tuple():
            return value[:1]
        case _:
            return {"relation_code": "61", "ethnicity_code": "01"}.get(name, f"{value}另")
