"""The table of permanent names covers every fact, and says of each one reading only."""

import pkgutil
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from importlib import import_module
from types import NoneType, UnionType
from typing import Union, get_args, get_origin, get_type_hints
from uuid import UUID

import pytest

import domain
from domain.care.facts import CareFileOpened
from domain.children.facts import ChildRegistered
from domain.consent.facts import SpeakerNamed
from domain.reads.facts import RecordsRead
from domain.referrals.facts import ConsentGiverNamed, PupilNamed
from domain.referrals.family.guardian_facts import FamilyMemberNamed
from domain.referrals.hospital.feedback_facts import FeedbackAuthoriserNamed
from domain.reporting.facts import HarmedChildNamed
from domain.rights.facts import RequesterNamed
from domain.shared import Compartment
from domain.survey.facts import ChildLeadReported, RosterRowReceived
from domain.visits.facts import HomeVisitLogged
from infrastructure.log.event_names import EventName, EventNames
from infrastructure.log.names import NAMES
from tests.infrastructure.log.published import PUBLISHED


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    child_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    child_id: UUID


def row(name: str, fact: type[object] = Noted, field: str = "child_id") -> EventName:
    return EventName(name, fact, Compartment.CARE, field, field)


def facts_of_the_domain() -> set[type[object]]:
    """The members of every context's union of events, or its only one; the one of the read log."""
    found: set[type[object]] = {RecordsRead}
    for module in pkgutil.walk_packages(domain.__path__, "domain."):
        for name, value in vars(import_module(module.name)).items():
            if name.endswith("Event"):
                found |= set(get_args(value)) if isinstance(value, UnionType) else {value}
    return found


def test_every_fact_of_the_domain_has_a_name_and_every_name_a_fact() -> None:
    assert {each.fact for each in NAMES.rows} == facts_of_the_domain()


def test_no_published_name_is_ever_lost() -> None:
    assert [name for name in PUBLISHED if name not in all_names()] == []
    assert set(all_names()) == set(PUBLISHED), "add the new name to the end of that list"


@pytest.mark.parametrize("each", NAMES.rows, ids=lambda each: each.name)
def test_the_subjects_of_stream_and_key_are_ids(each: EventName) -> None:
    hints = get_type_hints(each.fact)
    for field in (each.stream_field, each.key_field):
        assert hints[field].__supertype__ is UUID


@pytest.mark.parametrize("each", NAMES.rows, ids=lambda each: each.name)
def test_a_name_is_its_class_in_words_and_its_context_the_module(each: EventName) -> None:
    words = each.stem.split(".")[1].split("_")
    assert "".join(word.capitalize() for word in words) == each.fact.__name__
    assert each.fact.__module__.split(".")[1] == each.context


def test_compartments_are_those_of_the_contexts_and_names_are_identity() -> None:
    expected = {
        "staff": {Compartment.ORGANISATION},
        "accounts": {Compartment.ORGANISATION},
        "children": {Compartment.IDENTITY},
        "care": {Compartment.CARE},
        "pairing": {Compartment.CARE},
        "visits": {Compartment.CARE},
        "reads": {Compartment.ORGANISATION},
        "referrals": {Compartment.HEALTH, Compartment.IDENTITY},
        "alerts": {Compartment.HEALTH, Compartment.LEGAL},
        "reporting": {Compartment.LEGAL, Compartment.IDENTITY},
        "clocks": {Compartment.HEALTH},
        "survey": {Compartment.IDENTITY},
        "grants": {Compartment.CARE, Compartment.HEALTH, Compartment.ORGANISATION},
        "consent": {Compartment.ORGANISATION, Compartment.CARE, Compartment.IDENTITY},
        "rights": {Compartment.CARE, Compartment.IDENTITY},
        "disclosures": {Compartment.CARE},
        "breaches": {Compartment.ORGANISATION},
        "security": {Compartment.ORGANISATION},
        "advising": {Compartment.ORGANISATION},
        **{key: {Compartment.ORGANISATION} for key in ("oncall", "ruleset", "contacts", "outages")},
        "screening": {Compartment.HEALTH},
    }
    found: dict[str, set[Compartment]] = {}
    for each in NAMES.rows:
        found.setdefault(each.context, set()).add(each.compartment)
    assert found == expected
    named = {each.fact for each in NAMES.rows if each.compartment is Compartment.IDENTITY}
    assert named - {each.fact for each in NAMES.rows if each.context == "children"} == {
        PupilNamed,
        HarmedChildNamed,
        ConsentGiverNamed,
        FamilyMemberNamed,
        FeedbackAuthoriserNamed,
        RosterRowReceived,
        ChildLeadReported,
        SpeakerNamed,
        RequesterNamed,
    }


def test_only_the_read_log_cases_and_refusals_are_sealed_for_another_than_the_stream() -> None:
    differing = {
        (each.context, each.stream_field, each.key_field)
        for each in NAMES.rows
        if each.stream_field != each.key_field
    }
    assert differing == {
        ("reads", "read_id", "reader_id"),
        ("reads", "question_id", "reader_id"),
        ("reads", "session_id", "person_id"),
        ("reads", "end_id", "person_id"),
        ("referrals", "case_id", "child_id"),
        ("alerts", "case_id", "child_id"),
        ("alerts", "report_id", "child_id"),
        ("reporting", "report_id", "child_id"),
        ("clocks", "case_id", "child_id"),
        ("security", "refusals_id", "recorder_id"),
    }


@pytest.mark.parametrize("each", NAMES.rows, ids=lambda each: each.name)
def test_no_field_can_be_read_in_more_than_one_way(each: EventName) -> None:
    assert ambiguous_fields(each.fact) == []


def test_ambiguous_fields_are_found() -> None:
    @dataclass
    class Ambiguous:
        one_or_other: int | str
        words_or_number: tuple[int | str, ...]
        anything: object
        free: dict[str, str]
        fine: str | None

    assert ambiguous_fields(Ambiguous) == ["one_or_other", "words_or_number", "anything", "free"]


def test_rows_are_found_by_class_and_by_name() -> None:
    found = NAMES.by_class(HomeVisitLogged)
    assert found is NAMES.by_name("visits.home_visit_logged.1")
    assert (found.context, found.stem, found.version) == ("visits", "visits.home_visit_logged", 1)
    assert NAMES.stored_names([CareFileOpened, ChildRegistered]) == (
        "care.care_file_opened.1",
        "children.child_registered.1",
    )
    assert NAMES.names_of("survey") == (
        "survey.roster_row_received.1",
        "survey.child_lead_reported.1",
    )


@pytest.mark.parametrize("name", ["visits.home_visit_logged.2", "visits.nothing.1", "", "visits"])
def test_other_names_are_unknown(name: str) -> None:
    with pytest.raises(KeyError):
        NAMES.by_name(name)


def test_a_class_outside_the_table_is_unknown() -> None:
    with pytest.raises(KeyError):
        NAMES.by_class(Noted)


def test_the_names_of_the_next_programs_are_two_versions_ahead() -> None:
    ahead = ("staff.duty_ended.2", "staff.duty_ended.3")
    assert NAMES.newer_names(["staff.duty_ended.1"]) == ahead


def test_a_version_above_ours_is_newer_and_nothing_else_is() -> None:
    newer = ["visits.home_visit_logged.2", "visits.home_visit_logged.10"]
    not_newer = ["visits.home_visit_logged.1", "visits.home_visit_logged.02", "visits.nothing.2"]
    assert [name for name in newer + not_newer if NAMES.is_newer(name)] == newer


def test_older_versions_stay_known_under_their_names() -> None:
    names = EventNames([row("care.noted.3")])
    assert names.stored_names([Noted]) == ("care.noted.1", "care.noted.2", "care.noted.3")
    assert {names.by_name(name) for name in names.names_of("care")} == {names.by_class(Noted)}


@pytest.mark.parametrize(
    "rows",
    [
        [row("care.Noted.1")],
        [row("care.noted")],
        [row("care.noted.0")],
        [row("care.noted.01")],
        [row("noted.1")],
        [row("care.noted.1", int)],
        [row("care.noted.1", field="person_id")],
        [row("care.noted.1"), row("care.other.1")],
        [row("care.noted.1"), row("care.noted.2", Other)],
    ],
    ids=lambda rows: " ".join(each.name for each in rows),
)
def test_a_table_that_would_be_ambiguous_is_refused(rows: list[EventName]) -> None:
    with pytest.raises(ValueError, match=r"name|table|dataclass"):
        EventNames(rows)


def all_names() -> list[str]:
    return [name for each in NAMES.rows for name in each.stored_names]


def ambiguous_fields(fact: type[object]) -> list[str]:
    """Fields, nested ones included, of a type that JSON could hold in more than one form."""
    assert is_dataclass(fact)
    hints = get_type_hints(fact)
    return [each.name for each in fields(fact) if not is_plain(hints[each.name])]


def is_plain(declared: object) -> bool:
    declared = getattr(declared, "__supertype__", declared)
    parts = get_args(declared)
    if get_origin(declared) in (Union, UnionType):
        return len(parts) == 2 and parts[1] is NoneType and is_plain(parts[0])
    if get_origin(declared) is tuple:
        return len(parts) == 2 and parts[1] is Ellipsis and is_plain(parts[0])
    if is_dataclass(declared) and isinstance(declared, type):
        return ambiguous_fields(declared) == []
    words = isinstance(declared, type) and issubclass(declared, StrEnum)
    return words or getattr(declared, "__name__", "") in {
        "str",
        "int",
        "bool",
        "date",
        "datetime",
        "UUID",
    }
